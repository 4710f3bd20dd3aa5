import { launcherEn } from '../../messages/launcher-en.js';
import { chatLanguage, languageOf } from '../../messages/locale.js';
import type { Messages } from '../../messages/messages.js';
import type { Options } from '../options/options.js';
import type { Asking } from './asking-module.js';
import { createFailureNotice, showFailureNotice } from './failure-notice.js';
import type { FormHandle } from './form-module.js';
import css from './launcher.css?inline';
import { addLauncher, placeLauncher } from './launcher.js';
import type { ElementLoaders } from './loaders.js';
import type { Shell } from './shell.js';
import { whenIdle } from './when-idle.js';

/** Elements of the page that open the form. */
const OPENER = '[data-haptik-feedback-open]';

/** The actions of an element's form. */
export type Action = 'open' | 'close' | 'ask' | 'reset' | 'forget';

/** What an element shows while its visitor is known. */
export interface ElementView {
  /** Applies options that have changed. */
  update(): void;
  /**
   * Fetches the form if necessary, and makes it run an action.
   *
   * @param action - without one, the visitor has not asked for the form: a launcher then reports no failure
   */
  loadForm(action?: Action): Promise<void>;
  /** Removes everything from the shadow root. */
  remove(): void;
}

/**
 * Shows a launcher, or an empty place for the inline form, in the shadow root of an element.
 *
 * @param options - the element's own, read whenever they are needed
 */
export function createElementView(
  element: HTMLElement,
  shadow: ShadowRoot,
  options: Options,
  loaders: ElementLoaders,
  isPopover: boolean,
): ElementView {
  const sheet = new CSSStyleSheet();
  const root = document.createElement('div');
  const notice = createFailureNotice();
  /** The launcher; inline, the button that tries again. */
  const button = document.createElement('button');
  /** The launcher's text; small screens show only the icon. */
  const label = document.createElement('span');
  /** The texts of the language that was requested last; `undefined` for English, and where they could not be fetched. */
  let texts: Promise<Messages | undefined>;
  let form: FormHandle | undefined;
  let asking: Asking | undefined;
  let shell: Shell | undefined;

  button.onclick = () => form || loadForm('open');
  if (isPopover) {
    addLauncher(root, button, () => loadForm());
    document.addEventListener('click', handleClick);
    whenIdle(() => loadShell());
  }
  shadow.adoptedStyleSheets = [sheet];
  shadow.replaceChildren(root);

  async function showTexts(): Promise<Messages | undefined> {
    const { locale } = options;
    root.lang = locale || chatLanguage() || document.documentElement.lang || navigator.language;
    let fetched: Messages | undefined;
    try {
      fetched = (await loaders.locale(languageOf(root.lang)))?.default;
    } catch {
      // The texts stay English.
    }
    // Another language was requested meanwhile.
    if (locale !== options.locale) return undefined;
    const { unavailable, retry, open } = { ...launcherEn, ...fetched, ...options.messages };
    label.textContent = open || launcherEn.open;
    notice.textContent = notice.isConnected ? unavailable : '';
    button.replaceChildren(notice.isConnected ? retry : options.launcher === 'none' ? '' : label);
    if (!form) shell?.update(options, fetched);
    return fetched;
  }

  /** Fetches what shows the form's first state, and the panel around it. */
  async function loadShell(action?: Action) {
    if (!loaders.shell) return;
    try {
      const [{ createShell }, panel] = await Promise.all([loaders.shell(), isPopover ? loaders.panel() : undefined]);
      const known = await texts;
      if (form) return;
      shell ??= createShell(root, button, panel, () => loadForm('open'));
      shell.update(options, known, action);
    } catch {
      // The form then appears without its first state.
    }
  }

  async function loadForm(action?: Action) {
    const optionsThen = { ...options };
    if (action === 'close' && !form) return shell?.panel?.toggle(false);
    const isFirst = !form;
    if (isFirst) loadShell(action);
    try {
      if (!form) {
        // The visitor may have signed out by the time the form is there.
        if (action === 'forget') (await loaders.form()).forget(optionsThen, loaders);
        const [module, panel] = await Promise.all([loaders.form(), isPopover ? loaders.panel() : undefined]);
        const known = await texts;
        if (!root.isConnected) return;
        if (!form) {
          // The `remove` of Prototype.js throws for an element that is not in the page.
          if (notice.isConnected) notice.remove();
          // Restores the launcher's text. Called before the form is mounted, because the form then sets the language.
          void showTexts();
          // An option may have changed a moment ago.
          shell?.update(options, known);
          form = module.mountForm(element, root, shell?.panel ?? panel?.createPanel(button), options, loaders, known);
          shell?.end();
          if (shell?.isSendPressed) root.querySelector<HTMLElement>('[type=submit]')?.click();
        }
      }
      // If the shell has opened the panel, the visitor may have closed it meanwhile.
      const isOpened = isFirst && action === 'open' && shell?.panel;
      if (action && !isOpened) form[action]();
    } catch {
      // The browser itself logs which file could not be fetched.
      if (form || !root.isConnected || (isPopover && action !== 'open')) return;
      showFailureNotice(shell?.panel?.body ?? root, notice, button);
      void showTexts();
    }
  }

  async function updateAsking() {
    try {
      const { createAsking } = await loaders.asking();
      if (!root.isConnected) return;
      asking ??= createAsking(element, options, () => loadForm('ask'));
      asking.update();
    } catch {
      // Without the code that asks, the launcher still opens the form.
    }
  }

  /** Opens the form when the visitor clicks an opener on the page. */
  function handleClick(event: Event) {
    if (!(event.target as Element).closest?.(OPENER)) return;
    // The address of a link is only for pages without the form.
    event.preventDefault();
    loadForm('open');
  }

  return {
    update() {
      const scheme = /^light$|^dark$/.exec(options.theme!) ?? 'inherit';
      sheet.replaceSync(`${css}:host>div{color-scheme:${scheme}}${isPopover ? placeLauncher(options) : ''}`);
      texts = showTexts();
      if (isPopover && (options.askOn || asking)) updateAsking();
      if (isPopover) {
        for (const opener of document.querySelectorAll(OPENER)) opener.setAttribute('aria-haspopup', 'dialog');
      }
      if (form) form.update();
      else if (isNear(element) || isIncomplete(options) || isFeedbackWaiting()) loadForm();
    },
    loadForm,
    remove() {
      form?.unmount();
      asking?.stop();
      root.remove();
      document.removeEventListener('click', handleClick);
    },
  };
}

/** True when an element is in view, or at most half a page below; the observer answers only after the next frame. */
function isNear(element: HTMLElement): boolean {
  // A launcher's element has no box.
  const { width, y } = element.getBoundingClientRect();
  return width > 0 && y < innerHeight * 1.5;
}

/** True when a required option is missing, which the form reports. */
function isIncomplete({ relayUrl, businessId }: Options): boolean {
  return !relayUrl || !(businessId || window.haptikInitSettings);
}

/** True when feedback of an earlier visit waits to be sent: `keysOf` in src/memory/memory.ts names the key. */
function isFeedbackWaiting(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith('hf:waiting'));
  } catch {
    return false; // The browser blocks storage.
  }
}
