import { directionOf } from '../../messages/locale.js';
import type { StateName } from '../design/states.js';
import { dress } from '../design/theme.js';
import { createElement, type HaptikFeedbackElement } from '../parts/element.js';
import { keepFocus } from './keep-focus.js';
import { isPreviewRequest, type PreviewAnswer, type PreviewRequest } from './preview-protocol.js';
import { ANSWERS, createPreviewWorld, type PreviewWorld } from './preview-world.js';
import { ScriptedVisitor, SUPERSEDED } from './scripted-visitor.js';
import './previewed-page.css';

/** A relay that exists in this page alone. */
const RELAY_URL = '/preview/feedback';
const AUTH_ID = 'preview-visitor';
/** Longer than Haptik remembers an ambiguous try for sure. */
const EXPIRY_MS = 56 * 60_000;

let world: PreviewWorld;
let place: HTMLElement;
let element: HaptikFeedbackElement | undefined;
let latest: PreviewRequest;
/** What the form was built for; the rest can change while it stands. */
let built = '';
let building = Promise.resolve();
let builds = 0;

/** Shows a page with a form on it, as the studio around this frame asks for it. */
export function start(): void {
  world = createPreviewWorld(RELAY_URL);
  place = buildPage();
  keepFocus();
  addEventListener('message', ({ data, origin, source }) => {
    if (origin === location.origin && source === parent && isPreviewRequest(data)) void show(data);
  });
  say({ type: 'haptik-feedback-preview-done' });
}

async function show(request: PreviewRequest) {
  latest = request;
  const { scheme, direction, locale, state, display, id } = request;
  const root = document.documentElement;
  root.dataset.scheme = scheme;
  root.lang = locale === 'auto' ? 'en' : locale;
  root.dir = direction === 'auto' ? directionOf(root.lang) : direction;

  const wanted = `${state} ${display}`;
  if (built === wanted) adjust(element!, request);
  else {
    built = wanted;
    building = build(state);
  }
  await building;
  if (latest.id === id) say({ type: 'haptik-feedback-preview-done', id });
}

/** What changes without the form being built anew. */
function adjust(target: HaptikFeedbackElement, { themeOption, position, locale, declarations }: PreviewRequest) {
  target.theme = themeOption;
  target.position = position;
  target.locale = locale === 'auto' ? undefined : locale;
  dress(target.style, declarations);
}

/** Makes a new form and leads it into the state, as a visitor would come to it. */
async function build(state: StateName) {
  builds += 1;
  const own = builds;
  element?.forget();
  element?.remove();
  world.restore();
  let form = create();
  const visitor = new ScriptedVisitor(
    () => form,
    () => own === builds,
  );
  const revisit = () => {
    form.remove();
    form = create();
  };
  try {
    await play(state, visitor, revisit);
    // What the form does last of all, such as to move the focus, belongs to the state too.
    await visitor.pause();
    // Where the form is longer than the screen, its end says more than what is above it.
    scrollTo(0, document.documentElement.scrollHeight);
  } catch (reason) {
    if (reason !== SUPERSEDED) throw reason;
  }
}

function create(): HaptikFeedbackElement {
  const { display, state } = latest;
  const created = createElement({
    relayUrl: state === 'unavailable' ? undefined : RELAY_URL,
    businessId: 343,
    authId: AUTH_ID,
    display,
    timeoutMs: 600_000,
    retries: 0,
    remember: state === 'shared',
  });
  adjust(created, latest);
  place.append(created);
  element = created;
  // Closed, a popover has no state to show.
  if (display === 'popover') created.open();
  return created;
}

async function play(state: StateName, visitor: ScriptedVisitor, revisit: () => void) {
  if (state === 'unavailable') return;
  await visitor.until(() => visitor.form);
  if (state === 'editing') return;
  if (state === 'missing') {
    visitor.submit();
    return;
  }
  visitor.fill();
  if (state === 'offline') world.setOnline(false);
  world.answer = answerFor(state);
  visitor.submit();
  if (state === 'sending') return;
  if (state === 'sent' || state === 'shared') await visitor.until(() => !visitor.form);
  else await visitor.until(() => visitor.problem);
  if (state === 'shared') revisit();
  if (state === 'expired') {
    const before = visitor.problem;
    world.advance(EXPIRY_MS);
    dispatchEvent(new Event('online'));
    await visitor.until(() => visitor.problem && visitor.problem !== before);
  }
}

function answerFor(state: StateName) {
  if (state === 'sending') return ANSWERS.silence;
  if (state === 'sent' || state === 'shared') return ANSWERS.recorded;
  if (state === 'expired' || state === 'offline') return ANSWERS.unreachable;
  return ANSWERS[state as keyof typeof ANSWERS];
}

/** Something like a site, so that the form is seen in its place. */
function buildPage(): HTMLElement {
  document.title = 'Preview';
  document.body.className = 'preview-page';
  const header = document.createElement('div');
  header.className = 'preview-header';
  const text = document.createElement('div');
  text.className = 'preview-text';
  for (const part of [header, text]) part.ariaHidden = 'true';
  for (let line = 0; line < 6; line++) text.append(document.createElement('span'));
  const main = document.createElement('main');
  main.className = 'preview-main';
  document.body.append(header, text, main);
  return main;
}

function say(answer: PreviewAnswer) {
  parent.postMessage(answer, location.origin);
}
