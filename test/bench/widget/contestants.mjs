import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPage, takeEmbedFiles } from './build-pages.mjs';

/**
 * @typedef {import('./build-pages.mjs').File} File
 * @typedef {readonly string[]} Place a CSS selector, before it the hosts of the shadow roots that it is in
 * @typedef {{ press: Place } | { type: string, into: Place }} Step
 */

/**
 * One way to have a form on a page.
 *
 * @typedef {object} Contestant
 * @property {string} name - for `--only`
 * @property {string} title - for people
 * @property {'ours' | 'peer' | 'limit'} side
 * @property {string} version
 * @property {string} path - of its page
 * @property {Place} [launcher] - what opens the form; absent where it shows by itself
 * @property {Place} control - the first thing in the form that a visitor can press or type into, once it works
 * @property {Place} [star] - what a rating is pressed on
 * @property {Step[]} fill - what is left to fill in after the star
 * @property {Place} send
 * @property {Place} thanks
 * @property {string} [thanksText] - what it says, where the place alone does not tell
 * @property {string} [waits] - why its thanks say nothing about the network
 */

const HERE = join(import.meta.dirname, '..');
const PEERS = join(HERE, 'widget-peers');
const COMMENT = 'The agent found my order at once. Thank you!';

const OPTIONS = 'relay-url="RELAY" business-id="343" auth-id="visitor-1"';
const SCRIPT_OPTIONS = OPTIONS.replace(/[\w-]+=/g, 'data-$&');

/** Our form's controls, after the hosts of the shadow roots that they are in. */
const ours = (/** @type {string[]} */ ...hosts) => ({
  side: /** @type {const} */ ('ours'),
  control: [...hosts, 'input[name=rating]'],
  star: [...hosts, 'input[name=rating][value="4"]'],
  fill: [{ press: [...hosts, 'input[name=resolved]'] }, { type: COMMENT, into: [...hosts, 'textarea'] }],
  send: [...hosts, 'button[type=submit]'],
  thanks: [...hosts, '[role=status]'],
});

/**
 * The same page for everyone, around a form that is added to its head or in its place.
 *
 * @param {string} relay - the URL that feedback is posted to
 * @param {string} head
 * @param {string} [form] - what the place of the form holds
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
<style>body{margin:0 auto;padding:1em;max-width:40em;font:1em/1.5 system-ui,sans-serif}#feedback{min-height:34em}</style>
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
 * Builds the pages of all contestants.
 *
 * @param {Map<string, File>} files - takes pages and what they need
 * @param {string} relay - the URL that feedback is posted to
 * @param {readonly string[]} only - names; none are all
 * @param {(path: string, control: Place) => Promise<string[]>} fetchedBy - the scripts that a page fetches for a form
 * @returns {Promise<Contestant[]>}
 */
export async function prepareContestants(files, relay, only, fetchedBy) {
  takeEmbedFiles(files);
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
  const IN_PLACE = 'data-target="#feedback"';
  const unpinned = '/unpinned.html';
  files.set(unpinned, pageWith(relay, script('haptik-feedback.js', IN_PLACE)));
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
    waits: 'thanks before it has an answer',
  };

  /** @type {(Omit<Contestant, 'path'> & { head: () => string | Promise<string>, form?: string })[]} */
  const all = [
    {
      ...ours('haptik-feedback'),
      name: 'script-inline',
      title: 'script, inline',
      version,
      head: () => script('haptik-feedback.js', IN_PLACE),
    },
    {
      ...ours('haptik-feedback'),
      name: 'script-with-form',
      title: 'script with the form in it, inline',
      version,
      head: () => script('haptik-feedback.with-form.js', IN_PLACE),
    },
    {
      ...ours('haptik-feedback'),
      name: 'script-popover',
      title: 'script, popover',
      version,
      launcher: ['haptik-feedback', 'button'],
      head: () => script('haptik-feedback.js', ''),
    },
    {
      ...ours('haptik-feedback'),
      name: 'script-pinned',
      title: 'script, inline, pinned, form preloaded',
      version,
      async head() {
        // A snippet that is pinned to a build names the files that its loader will ask for.
        const fetched = await fetchedBy(unpinned, ours('haptik-feedback').control);
        const later = fetched.filter((name) => name !== '/haptik-feedback.js');
        const hints = later.map((name) => `<link rel="modulepreload" href="${name}" crossorigin>`);
        return hints.join('') + script('haptik-feedback.js', IN_PLACE);
      },
    },
    {
      ...ours('haptik-feedback'),
      name: 'standalone',
      title: 'standalone, inline',
      version,
      head: () => script('haptik-feedback.standalone.js', IN_PLACE),
    },
    {
      ...ours(),
      name: 'component',
      title: 'component, bundled with Preact',
      version,
      head: () => bundle('widget-pages/component.jsx'),
    },
    {
      name: 'sentry',
      title: 'Sentry feedback',
      side: 'peer',
      version: versionOf('@sentry/browser'),
      launcher: ['#sentry-feedback', '.widget__actor'],
      control: ['#sentry-feedback', 'textarea'],
      fill: [{ type: COMMENT, into: ['#sentry-feedback', 'textarea'] }],
      send: ['#sentry-feedback', '[type=submit]'],
      thanks: ['#sentry-feedback', '.success__content'],
      head: () => bundle('widget-peers/sentry.js'),
    },
    { ...postHog, name: 'posthog', title: 'PostHog surveys', head: () => bundle('widget-peers/posthog.js') },
    {
      ...postHog,
      name: 'posthog-bundled',
      title: 'PostHog surveys, all in the bundle',
      head: () => bundle('widget-peers/posthog-bundled.js'),
    },
    {
      name: 'formbricks',
      title: 'Formbricks surveys',
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
      waits: 'thanks before it has an answer',
      head: () => bundle('widget-peers/formbricks.js'),
    },
    {
      name: 'feedback-js',
      title: '@betahuhn/feedback-js',
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
      side: 'limit',
      version: '',
      control: ['#hand-written[data-ready] input[name=rating]'],
      star: ['#hand-written input[name=rating][value="4"]'],
      fill: [{ press: ['#hand-written input[name=resolved]'] }, { type: COMMENT, into: ['#hand-written textarea'] }],
      send: ['#hand-written button'],
      thanks: ['[role=status]'],
      head: async () => `${await bundle('widget-peers/hand-written.js')}<style>${read('hand-written.css')}</style>`,
      form: read('hand-written.html'),
    },
  ];

  const unknown = only.filter((name) => !all.some((contestant) => contestant.name === name));
  if (unknown.length > 0) {
    throw new Error(`--only: there is no ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}`);
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
