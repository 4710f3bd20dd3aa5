import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addBrowserFiles, buildPage } from './build-pages.mjs';

/**
 * @typedef {import('./build-pages.mjs').File} File
 * @typedef {readonly string[]} Path where an element is: selectors of the shadow roots' hosts, then its own selector
 * @typedef {{ press: Path } | { type: string, into: Path }} Step
 */

/**
 * A form on a page that is measured.
 *
 * @typedef {object} Contestant
 * @property {string} name - for `--only`
 * @property {string} title - in the report
 * @property {'ours' | 'peer' | 'limit'} side - `limit` for the hand-written forms, which are about as small as possible
 * @property {string} version
 * @property {string} description - how the form is put into the page
 * @property {string} path - of its page
 * @property {Path} [launcher] - the button that opens the form; absent if the form appears by itself
 * @property {Path} control - the first control of the form
 * @property {Path} [star] - the control that gives four stars, or the first choice
 * @property {Step[]} fill - the steps that fill in the rest
 * @property {Path} send
 * @property {Path} thanks
 * @property {string} [thanksText] - the text of the thanks, if the path alone does not identify them
 * @property {boolean} [isThanksEarly] - whether the thanks appear before there is an answer
 */

const HERE = join(import.meta.dirname, '..');
const PEERS = join(HERE, 'widget-peers');
const COMMENT = 'The agent found my order at once. Thank you!';

const OPTIONS = 'relay-url="RELAY" business-id="343" auth-id="visitor-1"';
const SCRIPT_OPTIONS = OPTIONS.replace(/[\w-]+=/g, 'data-$&');

/** Returns the controls of our form, in the shadow roots of these hosts. */
const ours = (/** @type {string[]} */ ...hosts) => ({
  side: /** @type {const} */ ('ours'),
  control: [...hosts, 'input[name=rating]'],
  star: [...hosts, 'input[name=rating][value="4"]'],
  fill: [{ press: [...hosts, 'input[name=resolved]'] }, { type: COMMENT, into: [...hosts, 'textarea'] }],
  send: [...hosts, 'button[type=submit]'],
  thanks: [...hosts, '.hf-thanks'],
});

/**
 * Writes the page on which each form is measured.
 *
 * @param {string} relay - the URL that feedback is posted to
 * @param {string} head - the tags that add the form
 * @param {string} [form] - the form, where it is in the HTML
 * @returns {File}
 */
export function pageWith(relay, head, form = '') {
  const html = `<!doctype html>
<html lang="en" data-relay="RELAY">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Your order</title>
<style>body{margin:0 auto;padding:1em;max-width:40em;font:1em/1.5 system-ui,sans-serif}#feedback{min-height:38em}</style>
${head}
</head>
<body>
<h1>Your order is on its way</h1>
<p>It has left our house this morning and will be with you tomorrow before noon.</p>
<section id="feedback">${form}</section>
<footer><p>Questions? Write to us whenever you like; we answer within a day.</p></footer>
</body>
</html>`;
  return { type: 'text/html; charset=utf-8', body: Buffer.from(html.replaceAll('RELAY', relay)) };
}

/**
 * Builds the pages of the contestants.
 *
 * @param {Map<string, File>} files - the pages and their files are added to it
 * @param {string} relay - the URL that feedback is posted to
 * @param {readonly string[]} only - the names to measure; all if empty
 * @param {(path: string, control: Path) => Promise<string[]>} scriptsOf - returns the scripts that a page loads for a form
 * @returns {Promise<Contestant[]>}
 */
export async function prepareContestants(files, relay, only, scriptsOf) {
  addBrowserFiles(files);
  const read = (/** @type {string} */ path) => readFileSync(join(PEERS, path), 'utf8');
  const versionOf = (/** @type {string} */ name) => JSON.parse(read(`node_modules/${name}/package.json`)).version;
  const version = JSON.parse(readFileSync(join(HERE, '../../package.json'), 'utf8')).version;
  const bundle = (/** @type {string} */ entry) => buildPage(entry, files);

  files.set(`/posthog/static/${versionOf('posthog-js')}/surveys.js`, {
    type: 'text/javascript; charset=utf-8',
    body: Buffer.from(read('node_modules/posthog-js/dist/surveys.js')),
  });
  const script = (/** @type {string} */ file, /** @type {string} */ options) =>
    `<script async src="/${file}" ${options} ${SCRIPT_OPTIONS}></script>`;
  const INLINE = 'data-target="#feedback"';
  const unpinned = '/unpinned.html';
  files.set(unpinned, pageWith(relay, script('haptik-feedback.js', INLINE)));
  const handWritten = {
    side: /** @type {const} */ ('limit'),
    version: '',
    control: ['#hand-written[data-ready] input[name=rating]'],
    star: ['#hand-written input[name=rating][value="4"]'],
    fill: [{ press: ['#hand-written input[name=resolved]'] }, { type: COMMENT, into: ['#hand-written textarea'] }],
    send: ['#hand-written button'],
    thanks: ['[role=status]'],
    head: async () => `${await bundle('widget-peers/hand-written.js')}<style>${read('hand-written.css')}</style>`,
  };
  const postHog = {
    side: /** @type {const} */ ('peer'),
    version: versionOf('posthog-js'),
    control: ['[class^=PostHogSurvey]', '.ratings-number'],
    star: ['[class^=PostHogSurvey]', '.ratings-number:nth-of-type(4)'],
    fill: [
      { press: ['[class^=PostHogSurvey]', '.form-submit'] },
      { type: COMMENT, into: ['[class^=PostHogSurvey]', 'textarea'] },
    ],
    send: ['[class^=PostHogSurvey]', '.form-submit'],
    thanks: ['[class^=PostHogSurvey]', '.thank-you-message'],
    isThanksEarly: true,
  };

  /** @type {(Omit<Contestant, 'path'> & { head: () => string | Promise<string>, form?: string })[]} */
  const all = [
    {
      ...ours('haptik-feedback'),
      name: 'script-inline',
      title: 'script, inline',
      description: 'one script tag with `data-target`',
      version,
      head: () => script('haptik-feedback.js', INLINE),
    },
    {
      ...ours('haptik-feedback'),
      name: 'script-first-state',
      title: 'script with the first state in it, inline',
      description: 'one script tag with `data-target`, for `haptik-feedback.inline.js`',
      version,
      head: () => script('haptik-feedback.inline.js', INLINE),
    },
    {
      ...ours('haptik-feedback'),
      name: 'script-popover',
      title: 'script, popover',
      description: 'one script tag; a launcher opens the form',
      version,
      launcher: ['haptik-feedback', 'button'],
      head: () => script('haptik-feedback.js', ''),
    },
    {
      ...ours('haptik-feedback'),
      name: 'script-pinned',
      title: 'script, inline, pinned, form preloaded',
      description: 'the tag for one build that `npm run build` prints, with a `modulepreload` of the form',
      version,
      async head() {
        // A snippet for one build can name the files that its loader will load.
        const scripts = await scriptsOf(unpinned, ours('haptik-feedback').control);
        const later = scripts.filter((name) => name !== '/haptik-feedback.js');
        const hints = later.map((name) => `<link rel="modulepreload" href="${name}" crossorigin>`);
        return hints.join('') + script('haptik-feedback.js', INLINE);
      },
    },
    {
      ...ours('haptik-feedback'),
      name: 'standalone',
      title: 'standalone, inline',
      description: 'one script tag with `data-target`; one file',
      version,
      head: () => script('haptik-feedback.standalone.js', INLINE),
    },
    {
      ...ours(),
      name: 'component',
      title: 'component, bundled with Preact',
      description: '`<FeedbackWidget>`, `style.css` and Preact in the bundle of the page',
      version,
      head: () => bundle('widget-pages/component.jsx'),
    },
    {
      name: 'sentry',
      title: 'Sentry feedback',
      description: '`@sentry/browser` with `feedbackIntegration` in the bundle; a launcher opens the form; no stars',
      side: 'peer',
      version: versionOf('@sentry/browser'),
      launcher: ['#sentry-feedback', '.widget__actor'],
      control: ['#sentry-feedback', 'textarea'],
      fill: [{ type: COMMENT, into: ['#sentry-feedback', 'textarea'] }],
      send: ['#sentry-feedback', '[type=submit]'],
      thanks: ['#sentry-feedback', '.success__content'],
      head: () => bundle('widget-peers/sentry.js'),
    },
    {
      ...postHog,
      name: 'posthog',
      title: 'PostHog surveys',
      description:
        '`posthog-js` in the bundle; it loads its settings, its survey code and the survey: a rating and a text',
      head: () => bundle('widget-peers/posthog.js'),
    },
    {
      ...postHog,
      name: 'posthog-bundled',
      title: 'PostHog surveys, all in the bundle',
      description: 'the same, with the survey code in the bundle, for sites that load no code from elsewhere',
      head: () => bundle('widget-peers/posthog-bundled.js'),
    },
    {
      name: 'formbricks',
      title: 'Formbricks surveys',
      description:
        '`@formbricks/surveys` in the bundle, with the survey: stars, a choice and a text, one after another',
      side: 'peer',
      version: versionOf('@formbricks/surveys'),
      control: ['#fbjs input[name=rating]'],
      star: ['#fbjs input[name=rating][value="4"]'],
      fill: [
        { press: ['#fbjs input[type=radio][value=Yes]'] },
        { press: ['#fbjs button[type=submit]'] },
        { type: COMMENT, into: ['#fbjs textarea'] },
      ],
      send: ['#fbjs button[type=submit]'],
      thanks: ['#fbjs'],
      thanksText: 'Thank you for your feedback.',
      isThanksEarly: true,
      head: () => bundle('widget-peers/formbricks.js'),
    },
    {
      name: 'feedback-js',
      title: '@betahuhn/feedback-js',
      description: '`@betahuhn/feedback-js` in the bundle; a launcher opens a choice, which opens a text; no stars',
      side: 'peer',
      version: versionOf('@betahuhn/feedback-js'),
      launcher: ['#feedback-btn'],
      control: ['.feedback-item'],
      star: ['.feedback-item'],
      fill: [{ type: COMMENT, into: ['#feedback-message'] }],
      send: ['#feedback-submit'],
      thanks: ['#feedback-btn'],
      thanksText: 'Thanks',
      head: () => bundle('widget-peers/feedback-js.js'),
    },
    {
      name: 'hand-written',
      title: 'hand-written form and script',
      description:
        'a form in the HTML of the page and a script that sends it; no languages, drafts, retries or relay errors',
      ...handWritten,
      form: read('hand-written.html'),
    },
    {
      name: 'hand-written-popover',
      title: 'hand-written form in a popover',
      description: 'the same form and script; a button opens the form as a native popover',
      ...handWritten,
      launcher: ['#open'],
      form: `<button id="open" popovertarget="panel">Give feedback</button><div id="panel" popover>${read('hand-written.html')}</div>`,
    },
  ];

  const unknown = only.filter((name) => !all.some((contestant) => contestant.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `--only: unknown name ${unknown.join(', ')}. The names are ${all.map(({ name }) => name).join(', ')}.`,
    );
  }
  const contestants = [];
  for (const { head, form, ...contestant } of all) {
    if (only.length > 0 && !only.includes(contestant.name)) continue;
    const path = `/${contestant.name}.html`;
    files.set(path, pageWith(relay, await head(), form));
    contestants.push({ ...contestant, path });
  }
  return contestants;
}
