import { launcherEn } from '../../messages/launcher-en.js';
import { languageOf } from '../../messages/locale.js';
import type { Messages } from '../../messages/messages.js';
import type { Loaders } from '../host/loaders.js';
import { OPTION_NAMES, readOption } from '../options/option-names.js';
import type { Options } from '../options/options.js';
import type { FormHandle, FormModule, PanelModule } from './form-module.js';
import type { HaptikFeedbackElement } from './haptik-feedback-element.js';
import css from './launcher.css?inline';

/** Fetches the form, its panel and what the form fetches itself. */
export interface ElementLoaders extends Loaders {
  form(): Promise<FormModule>;
  panel(): Promise<PanelModule>;
}

/** What an element can be asked for; it asks its form, which is fetched for it. */
const ACTIONS = ['open', 'close', 'reset', 'forget'] as const;

type Action = (typeof ACTIONS)[number];

const CORNER = /(top|bottom)-(left|right)$/;

/**
 * Gives an element its options, as properties, and its actions. Whenever an option is set it shows, soon, what they say
 * where it is: nothing while no visitor is known, then a launcher or an empty place, then the form. Several changes, or a
 * move in the page, are one.
 */
export function createPresence(element: HaptikFeedbackElement, loaders: ElementLoaders): void {
  const options: Options = {};
  const sheet = new CSSStyleSheet();
  const shadow = element.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [sheet];
  let isLauncher = false;
  /** Whether anything is shown, and how. */
  let shown: unknown;
  /** What stands in the shadow root while the element is shown. */
  let root: HTMLElement;
  let notice: HTMLElement;
  /** The launcher; inline, what tries again. */
  let button: HTMLButtonElement;
  /** `null` when it could not be fetched. */
  let form: FormHandle | undefined | null;
  /** The texts of the language that was asked for last; `undefined` for English, and where they cannot be had. */
  let dressed: Promise<Messages | undefined>;
  let isNear = false;
  let isScheduled = false;

  /** Takes an option's value, `null` and `undefined` being none. */
  const take = async (option: keyof Options, value: unknown) => {
    (options as Record<string, unknown>)[option] = readOption(option, value) ?? undefined;
    if (isScheduled) return;
    isScheduled = true;
    await undefined;
    isScheduled = false;
    apply();
  };

  function apply() {
    isLauncher = options.display === 'popover';
    const wanted = element.isConnected && (options.authId || options.identityToken) && 1 + +isLauncher;
    if (wanted !== shown) {
      shown = wanted;
      form?.unmount();
      form = undefined;
      root = document.createElement('div');
      notice = document.createElement('p');
      notice.role = 'alert';
      button = document.createElement('button');
      button.onclick = () => form || act('open');
      if (isLauncher) {
        button.onpointerenter = button.onfocus = () => act();
        (button as { part: unknown }).part = 'launcher';
        root.append(button);
      }
      shadow.replaceChildren(wanted ? root : '');
    }
    if (!wanted) return;
    dressed = dress();
    form?.update();
    // Asked at once, as an observer answers only after the next frame.
    if (!isNear && !isLauncher) {
      const { width, y } = element.getBoundingClientRect();
      isNear = !!width && y < innerHeight * 1.5;
    }
    try {
      // Something may be missing, which the form had better say at once, or wait to be sent.
      if (
        isNear ||
        !options.relayUrl ||
        !(options.businessId || window.haptikInitSettings) ||
        /hf:waiting/.test(JSON.stringify(localStorage))
      )
        void act();
    } catch {
      // Storage may be blocked.
    }
  }

  /** Gives theme, corner, language and texts. */
  async function dress() {
    const [, vertical, horizontal] = CORNER.exec(options.position!) ?? [0, 'bottom', 'right'];
    // A launcher takes no room in the page, not even a gap.
    sheet.replaceSync(
      `${css}:host(:not([hidden])){display:${isLauncher ? 'contents' : 'block'}}:host>div{position:${isLauncher ? 'fixed' : 'static'};${vertical}:1.25em;${horizontal}:1.25em;color-scheme:${/light|dark/.exec(options.theme!) ?? 'inherit'}}`,
    );
    const { locale } = options;
    root.lang = locale || document.documentElement.lang || navigator.language;
    let known: Messages | undefined;
    try {
      known = (await loaders.locale(languageOf(root.lang)))?.default;
    } catch {
      // They could not be fetched.
    }
    // Another language was asked for meanwhile.
    if (locale !== options.locale) return undefined;
    const texts = { ...launcherEn, ...known, ...options.messages };
    [notice.textContent, button.textContent] =
      form === null ? [texts.unavailable, texts.retry] : ['', texts.open || launcherEn.open];
    return known;
  }

  /** Fetches the form and has it act; without an action, a visitor who has only passed by learns of no failure. */
  async function act(action?: Action) {
    if (action) apply();
    const place = root;
    const known = { ...options };
    if (!shown || (action === 'close' && !form)) return;
    try {
      if (!form) {
        // Whoever is forgotten may have signed out meanwhile, and needs no panel.
        if (action === 'forget') (await loaders.form()).forget(known, loaders);
        const [module, panel] = await Promise.all([loaders.form(), isLauncher ? loaders.panel() : undefined]);
        // Nor does the form come before the texts of the language that is asked for by then.
        const texts = await dressed;
        if (root !== place) return;
        if (!form) {
          notice.remove();
          // What says no more that it could not be fetched; before the form, which has the last word on its language.
          if (form === null) void dress();
          form = module.mountForm(element, root, panel?.createPanel(button), options, loaders, texts);
        }
      }
      if (action) form[action]();
    } catch {
      // The browser itself tells the developer which file could not be had.
      if (form || root !== place || (!action && isLauncher)) return;
      form = null;
      button.onclick = () => form || act(action || 'open');
      // What is read out when it changes has to be there before its text; put in anew, a button would lose the focus.
      if (!notice.isConnected) root.prepend(notice, ...(isLauncher ? [] : [button]));
      void dress();
    }
  }

  for (const option of OPTION_NAMES) {
    // It may have been set before the element was registered.
    take(option, element[option]);
    Object.defineProperty(element, option, {
      get: () => options[option],
      set: (value) => take(option, value),
    });
  }
  for (const action of ACTIONS) element[action] = () => act(action);
  // An inline form is fetched already when it is half a page away.
  new IntersectionObserver(
    (entries) => {
      isNear = entries.pop()!.isIntersecting;
      if (isNear && !form) apply();
    },
    { rootMargin: '50%' },
  ).observe(element);
}
