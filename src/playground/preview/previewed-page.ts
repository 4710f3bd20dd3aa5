import { directionOf } from '../../messages/locale.js';
import { createDetachedElement, type HaptikFeedbackElement } from '../components/create-detached-element.js';
import type { FormStateName } from '../settings/form-states.js';
import { applyDeclarations } from '../settings/theme.js';
import { ANSWERS, type FakeEnvironment, installFakeEnvironment } from './fake-environment.js';
import { preventFocusStealing } from './prevent-focus-stealing.js';
import { isPreviewRequest, type PreviewReady, type PreviewRequest } from './preview-protocol.js';
import { COMMENT, ScriptedVisitor, SUPERSEDED } from './scripted-visitor.js';
import './previewed-page.css';

/** The path that the fake relay answers. */
const RELAY_URL = '/preview/feedback';
const AUTH_ID = 'preview-visitor';
/** Longer than the 55 minutes in which the form sends again by itself after a try without an answer. */
const EXPIRY_MS = 56 * 60_000;

let environment: FakeEnvironment;
let container: HTMLElement;
/** A part of the site at the launcher's edge of the page, to show what `--hf-z-index` changes. */
let siteBar: HTMLElement;
let element: HaptikFeedbackElement | undefined;
let latestRequest: PreviewRequest;
/** The state and display of the current form. A change of these needs a new form; other changes do not. */
let currentForm = '';
let rebuildCount = 0;

/** Renders a page with a form, and shows each request of the Studio around this frame. */
export function start(): void {
  environment = installFakeEnvironment(RELAY_URL);
  container = renderPage();
  preventFocusStealing();
  addEventListener('message', ({ data, origin, source }) => {
    if (origin === location.origin && source === parent && isPreviewRequest(data)) showRequest(data);
  });
  const ready: PreviewReady = { type: 'haptik-feedback-preview-ready' };
  parent.postMessage(ready, location.origin);
}

function showRequest(request: PreviewRequest) {
  latestRequest = request;
  const { scheme, direction, locale, state, display, position, isLauncherOnly } = request;
  const root = document.documentElement;
  root.dataset.scheme = scheme;
  root.dataset.state = state;
  siteBar.hidden = !isLauncherOnly;
  siteBar.dataset.edge = position.startsWith('top') ? 'top' : 'bottom';
  root.lang = locale === 'auto' ? 'en' : locale;
  root.dir = direction === 'auto' ? directionOf(root.lang) : direction;

  const wantedForm = `${state} ${display} ${isLauncherOnly}`;
  if (currentForm === wantedForm) updateElement(element!, request);
  else {
    currentForm = wantedForm;
    void rebuildForm(state);
  }
}

/** Applies the settings that need no new form. */
function updateElement(target: HaptikFeedbackElement, request: PreviewRequest) {
  const { themeOption, position, launcher, headingLevel, locale, declarations } = request;
  target.theme = themeOption;
  target.position = position;
  target.launcher = launcher;
  target.headingLevel = Number(headingLevel);
  target.locale = locale === 'auto' ? undefined : locale;
  applyDeclarations(target.style, declarations);
}

/** Creates a new form and brings it into a state, by the same steps as a visitor. */
async function rebuildForm(state: FormStateName) {
  rebuildCount += 1;
  const number = rebuildCount;
  element?.forget();
  element?.remove();
  environment.reset();
  let form = addElement();
  const visitor = new ScriptedVisitor(
    () => form,
    () => number === rebuildCount,
  );
  const revisit = () => {
    form.remove();
    form = addElement();
  };
  try {
    if (!latestRequest.isLauncherOnly) await bringIntoState(state, visitor, revisit);
    // Some effects of the state come later, for example a move of the focus.
    await visitor.waitOnce();
    // Shows the button and the notice if the form is longer than the screen.
    scrollTo(0, document.documentElement.scrollHeight);
  } catch (reason) {
    if (reason !== SUPERSEDED) throw reason;
  }
}

function addElement(): HaptikFeedbackElement {
  const { display, state, isLauncherOnly } = latestRequest;
  const added = createDetachedElement({
    relayUrl: state === 'unavailable' ? undefined : RELAY_URL,
    businessId: 343,
    authId: AUTH_ID,
    display,
    timeoutMs: 600_000,
    retries: 0,
    remember: state === 'shared',
    // So short that the form shows how many characters are left.
    ...(state === 'filled' && { commentMaxLength: COMMENT.length + 5 }),
  });
  updateElement(added, latestRequest);
  container.append(added);
  element = added;
  // The state is inside the panel, so a closed popover would not show it.
  if (display === 'popover' && !isLauncherOnly) added.open();
  return added;
}

async function bringIntoState(state: FormStateName, visitor: ScriptedVisitor, revisit: () => void) {
  if (state === 'unavailable') return;
  await visitor.waitUntil(() => visitor.form);
  if (state === 'editing' || state === 'focused') return;
  if (state === 'missing') {
    visitor.submit();
    return;
  }
  visitor.fillIn();
  if (state === 'filled') return;
  if (state === 'offline') environment.setOnline(false);
  environment.answer = answerFor(state);
  visitor.submit();
  if (state === 'sending') return;
  if (state === 'sent' || state === 'shared') await visitor.waitUntil(() => !visitor.form);
  else await visitor.waitUntil(() => visitor.problemText);
  if (state === 'shared') revisit();
  if (state === 'expired') {
    const earlierText = visitor.problemText;
    environment.advanceClock(EXPIRY_MS);
    dispatchEvent(new Event('online'));
    await visitor.waitUntil(() => visitor.problemText && visitor.problemText !== earlierText);
  }
}

function answerFor(state: FormStateName) {
  if (state === 'sending') return ANSWERS.none;
  if (state === 'sent' || state === 'shared') return ANSWERS.recorded;
  if (state === 'expired' || state === 'offline') return ANSWERS.unreachable;
  return ANSWERS[state as keyof typeof ANSWERS];
}

/** Renders placeholders of a site's header and text, and returns the container of the form. */
function renderPage(): HTMLElement {
  document.title = 'Preview';
  document.body.className = 'preview-page';
  const header = document.createElement('div');
  header.className = 'preview-header';
  const text = document.createElement('div');
  text.className = 'preview-text';
  for (const placeholder of [header, text]) placeholder.ariaHidden = 'true';
  for (let line = 0; line < 6; line++) text.append(document.createElement('span'));
  const main = document.createElement('main');
  main.className = 'preview-main';
  siteBar = document.createElement('div');
  siteBar.className = 'preview-site-bar';
  siteBar.textContent = 'A bar of your site, z-index 1000';
  siteBar.hidden = true;
  document.body.append(header, text, main, siteBar);
  return main;
}
