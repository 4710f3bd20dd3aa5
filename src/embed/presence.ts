import { launcherEn } from '../messages/launcher-en.js';
import { languageOf } from '../messages/locale.js';
import type { Messages } from '../messages/messages.js';
import type { FormHandle, FormModule, PanelModule } from './form-host.js';
import css from './launcher.css?inline';
import type { Loaders } from './loaders.js';
import { OPTION_NAMES } from './option-names.js';
import type { Options } from './options.js';

/** Fetches the form, its panel and what the form fetches itself. */
export interface ElementLoaders extends Loaders {
  form(): Promise<FormModule>;
  panel(): Promise<PanelModule>;
}

/** What an element can be asked for; it asks its form, which is fetched for it. */
export type Action = (typeof ACTIONS)[number];

const ACTIONS = ['open', 'close', 'reset', 'forget'] as const;

/** What the launcher says, and what is said when there is no form. */
type ElementTexts = Pick<Messages, keyof typeof launcherEn>;

/** How far outside the visible page, in parts of it, an inline form is fetched already. */
const NEARBY = { rootMargin: '50%' };

const CORNERS = /(top|bottom)-(left|right)/;

const SCHEMES = /light|dark/;

/**
 * Gives an element its options, as properties, and its actions. Whenever an option is set it shows, soon, what they say
 * where it is: nothing while no visitor is known, then a launcher or an empty place, then the form. Several changes, or a
 * move in the page, are one.
 */
export function createPresence(
  element: HTMLElement & Options & Record<Action, () => unknown>,
  loaders: ElementLoaders,
): void {
  const options: Options = {};
  const sheet = new CSSStyleSheet();
  const shadow = element.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [sheet];
  /** What stands in the shadow root while a visitor is known. */
  let root: HTMLElement | undefined;
  let launcher: HTMLButtonElement | undefined;
  let nearby: IntersectionObserver | undefined;
  let form: FormHandle | undefined;
  let texts: ElementTexts;
  let isScheduled = false;
  let shown: unknown;

  /** Takes an option's value, `null` and `undefined` being none. */
  const take = async (option: keyof Options, value: unknown) => {
    (options as Record<string, unknown>)[option] = value ?? undefined;
    if (isScheduled) return;
    isScheduled = true;
    await undefined;
    isScheduled = false;
    apply();
  };

  function apply() {
    const wanted =
      element.isConnected && (options.authId || options.identityToken) && (options.display === 'popover' ? 2 : 1);
    if (wanted !== shown) {
      form?.unmount();
      nearby?.disconnect();
      root?.remove();
      form = root = launcher = undefined;
      shown = wanted;
      if (!wanted) return;
      root = document.createElement('div');
      shadow.append(root);
      if (wanted > 1) {
        launcher = button(() => form || act('open'));
        (launcher as { part: unknown }).part = 'launcher';
        launcher.onpointerenter = launcher.onfocus = () => act();
      } else {
        nearby = new IntersectionObserver((entries) => entries.pop()!.isIntersecting && act('open'), NEARBY);
        nearby.observe(element);
      }
    }
    if (!root) return;
    void dress(root);
    form?.update();
    if (needsForm()) void act();
  }

  /** Gives theme, corner and language. */
  async function dress(stage: HTMLElement) {
    const [, vertical, horizontal] = CORNERS.exec(options.position!) ?? [0, 'bottom', 'right'];
    sheet.replaceSync(
      `${css}:host>div{color-scheme:${SCHEMES.exec(options.theme!) ?? 'inherit'}}${
        // A launcher takes no room in the page, not even a gap.
        launcher
          ? `:host{display:contents}:host>div{position:fixed}:host>div,div>.panel{${vertical}:1.25em;${horizontal}:1.25em}`
          : ''
      }:host([hidden]){display:none}`,
    );

    stage.lang = options.locale || document.documentElement.lang || navigator.language;
    texts = launcherEn;
    try {
      texts = (await loaders.locale(languageOf(stage.lang)))!.default;
    } catch {
      // There are no texts in this language, or they could not be fetched.
    }
    texts = { ...texts, ...options.messages };
    if (!launcher) return;
    launcher.textContent = texts.open;
    stage.firstChild || stage.append(launcher);
  }

  /** Something waits to be sent, or is missing, which the form had better say at once. */
  function needsForm() {
    try {
      return (
        !options.relayUrl ||
        !(options.businessId || window.haptikInitSettings) ||
        /hf:waiting/.test(JSON.stringify(localStorage))
      );
    } catch {
      // Storage may be blocked.
    }
    return undefined;
  }

  /** Fetches the form and has it act; without an action, a visitor who has only passed by learns of no failure. */
  async function act(action?: Action) {
    if (action) apply();
    const place = root;
    const known = { ...options };
    if (!place || (action === 'close' && !form)) return;
    try {
      const fetched = await Promise.all([form ?? loaders.form(), launcher && loaders.panel()]);
      // Whoever is forgotten may have signed out meanwhile.
      if (action === 'forget') (fetched[0] as FormModule).forget(known, loaders);
      if (root !== place) return;
      if (!form) {
        // Taken out and put back, a launcher would lose the focus, and the click that is under way.
        launcher?.isConnected || place.replaceChildren(launcher ?? '');
        form = (fetched[0] as FormModule).mountForm(
          element,
          place,
          launcher && fetched[1]!.createPanel(launcher),
          options,
          loaders,
        );
      }
      if (action) form[action]();
    } catch {
      // The browser itself tells the developer which file could not be had.
      if (!action || root !== place) return;
      const notice = document.createElement('p');
      const retry = button(() => act(action));
      notice.role = 'alert';
      place.replaceChildren(notice, retry);
      notice.textContent = texts.unavailable;
      retry.textContent = texts.retry;
    }
  }

  for (const option of OPTION_NAMES) {
    // It may have been set before the element was registered.
    take(option, element[option]);
    Object.defineProperty(element, option, {
      enumerable: true,
      get: () => options[option],
      set: (value) => take(option, value),
    });
  }
  for (const action of ACTIONS) element[action] = () => act(action);
}

function button(press: () => unknown): HTMLButtonElement {
  const made = document.createElement('button');
  made.onclick = press;
  return made;
}
