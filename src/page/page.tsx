import { render } from 'preact';
import { createWorld } from '../embed/host/browser-world.js';
import type { ResolvedOptions } from '../embed/options/resolve-options.js';
import { createDeliveryQueue } from '../feedback/delivery-queue.js';
import { DEFAULT_COMMENT_MAX_LENGTH } from '../feedback/limits.js';
import { createModel, type World } from '../feedback/model.js';
import type { Listener } from '../feedback/ports.js';
import { createOutbox } from '../memory/outbox.js';
import en from '../messages/en.js';
import { directionOf, languageOf, pageLocale } from '../messages/locale.js';
import type { Messages } from '../messages/messages.js';
import { FeedbackForm } from '../widget/FeedbackForm.js';
import { Check, createIcon } from '../widget/icons.js';
import formCss from '../widget/style.css?inline';
import { closeView } from './close-view.js';
import type { LinkProblem } from './link-texts/link-texts.js';
import pageCss from './page.css?inline';
import { fetchLinkTexts, fetchLocale } from './page-files.js';
import { createPageTransport } from './page-transport.js';
import { type LinkInAddress, readLink } from './read-link.js';

/** How long the relay may take to say whether a link works, in milliseconds. After that the form is shown. */
const CHECK_MS = 4000;

/** What the relay says about a link. */
type LinkState = LinkProblem | 'valid';

const ExclamationMark = createIcon('M12 6v7M12 17.5v.5');

const main = document.querySelector('main')!;
const { view, title, closeMessage } = document.body.dataset;

/** Asks the relay whether a link works; `undefined` when the relay does not answer in time. */
async function checkLink(token: string): Promise<LinkState | undefined> {
  try {
    const signal = AbortSignal.timeout(CHECK_MS);
    const answer = await fetch('rate/link', { headers: { authorization: `Bearer ${token}` }, signal });
    return answer.ok ? ((await answer.json()) as { state: LinkState }).state : undefined;
  } catch {
    return undefined;
  }
}

async function loadMessages(language: string): Promise<Messages | undefined> {
  if (language === 'en') return en;
  return fetchLocale(language)?.then(
    (module) => module.default,
    () => undefined,
  );
}

/** Shows the form of a link; `onRefused` is called when the feedback was not accepted. */
function showForm(link: LinkInAddress, messages: Messages, locale: string, onRefused: Listener['error']) {
  const relayUrl = new URL('rate', location.href).href;
  const options = {
    relayUrl,
    businessId: link.businessId,
    remember: true,
    commentMaxLength: DEFAULT_COMMENT_MAX_LENGTH,
  };
  const listener = {
    submit: () => true,
    success() {
      if (view === 'chat') closeView(closeMessage);
    },
    error: onRefused,
  };
  const sending = {
    createBrowserDeliveryQueue: ({ clock, connection }: World, _options: unknown, scope: string | undefined) =>
      createDeliveryQueue({
        clock,
        connection,
        transport: createPageTransport(relayUrl, link.token),
        outbox: createOutbox(scope),
        newKey: () => crypto.randomUUID(),
      }),
  };
  const loaders = { transport: () => Promise.resolve(sending), locale: fetchLocale };
  const model = createModel(createWorld({ options: options as ResolvedOptions, listener, loaders }, link.visitor));
  model.start();
  if (link.rating) model.setRating(link.rating);
  if (link.resolved !== undefined) model.setResolved(link.resolved);
  const form = { model, messages, locale, commentMaxLength: options.commentMaxLength, id: 'hf' };
  render(
    <div class="hf">
      <FeedbackForm form={form} />
    </div>,
    main,
  );
}

/**
 * Says why a link cannot be used, and what to do.
 *
 * @param refusal - the text about feedback that the visitor has just sent and that was refused; empty if there is none
 */
async function showProblem(problem: LinkProblem, language: string, refusal: string) {
  const { linkTexts } = await fetchLinkTexts(language);
  const [heading, detail] = linkTexts[problem];
  document.title = heading;
  const isUsed = problem === 'used';
  render(
    <div class={isUsed ? 'hf' : 'hf hf-unusable'}>
      <div
        class="hf-thanks"
        // The form had the focus and is removed, so the notice takes it. Orca reads an alert that takes the focus, in order;
        // it would not read another element here. If the alert were a live region too, Orca in Chromium would read title and
        // detail as two messages, in either order. (The success banner of the GOV.UK Design System is an alert that takes
        // the focus, too.)
        role="alert"
        aria-live="off"
        tabIndex={-1}
        ref={(notice) => {
          notice?.focus();
        }}
      >
        {isUsed ? <Check /> : <ExclamationMark />}
        <h2 class="hf-title">{heading}</h2>
        <span>
          {refusal && `${refusal} `}
          {detail}
        </span>
      </div>
    </div>,
    main,
  );
}

async function showPage() {
  const styles = new CSSStyleSheet();
  styles.replaceSync(formCss + pageCss);
  document.adoptedStyleSheets = [styles];

  const link = readLink(location.hash);
  let locale = link?.locale ?? pageLocale();
  const check = link ? checkLink(link.token) : ('invalid' as const);
  const [state, found] = await Promise.all([check, loadMessages(languageOf(locale))]);
  const messages = found ?? en;
  if (!found) locale = 'en';
  const { documentElement: html } = document;
  html.lang = locale;
  html.dir = directionOf(locale);
  document.title = title ? `${messages.title} · ${title}` : messages.title;

  const showStateOf = async (checked: LinkState | undefined, refusal = '') => {
    if (checked && checked !== 'valid') await showProblem(checked, languageOf(locale), refusal);
  };
  if (!link || (state && state !== 'valid')) return void showStateOf(state);
  // A link may expire, or be used elsewhere, while the form is open. After any problem but `rejected` the feedback may have
  // been recorded.
  showForm(link, messages, locale, async (_feedback, { kind }) =>
    showStateOf(await checkLink(link.token), kind === 'rejected' ? messages.rejected : ''),
  );
}

// A second link of the same message changes only the fragment, which reloads nothing by itself.
addEventListener('hashchange', () => location.reload());
void showPage();
