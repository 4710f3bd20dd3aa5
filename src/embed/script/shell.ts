import type { Messages } from '../../messages/messages.js';
import css from '../../widget/style.css?inline';
import { createStyleAdopter } from '../element/adopt-styles.js';
import type { Panel } from '../element/form-module.js';
import { keepEventsInside } from '../element/keep-events-inside.js';
import type { CreateShell } from '../element/shell.js';
import type { Options } from '../options/options.js';
import { isFirstStateKnown, isVisitorRemembered } from './first-state.js';
import { createFirstState, textsOf } from './shell-markup.js';

// The build leaves out the rules that the first state does not need: build/plugins/first-styles.ts.
const adoptStyles = createStyleAdopter(css);

export const createShell: CreateShell = (root, launcher, panelModule, onSend) => {
  /** The form in the page. Password managers and translators may change it. */
  let form: HTMLElement | undefined;
  /** The same form, unchanged. */
  let original: Element | undefined;
  let visitor: string | undefined;

  const shell = {
    isSendPressed: false,
    panel: undefined as Panel | undefined,
    update(options: Options, texts: Messages | undefined, action?: string) {
      if ((panelModule && !shell.panel && action !== 'open') || !root.isConnected) return;
      showFirstState(options, texts);
      // After the click, because at its end the browser toggles the panel that the clicked launcher has got meanwhile.
      if (action === 'open') setTimeout(() => shell.panel?.toggle(true));
    },
    end() {
      // With a listener around the thanks, Firefox calls them clickable.
      if (form) form.onclick = null;
    },
  };

  function showFirstState(options: Options, texts: Messages | undefined) {
    const visitorBefore = visitor;
    visitor = `${options.relayUrl} ${options.authId || options.identityToken}`;
    const before = visitor === visitorBefore ? form : undefined;
    // Keep the visitor's answers even if another form of the page has stored something meanwhile.
    const isKnown = (before || !isVisitorRemembered()) && isFirstStateKnown(root.lang, options, texts);
    const next = isKnown ? createFirstState(root.lang, options, texts, !!panelModule) : undefined;
    if (before && next && original!.isEqualNode(next)) return;

    form?.remove();
    original = next;
    form = next?.cloneNode(true) as HTMLElement | undefined;
    if (!form) {
      shell.isSendPressed = false;
      return;
    }
    if (before) copyAnswers(before, form);
    else shell.isSendPressed = false;
    if (panelModule) {
      if (!shell.panel) {
        shell.panel = panelModule.createPanel(launcher);
        // The browser toggles the panel from now on.
        launcher.onclick = null;
      }
      shell.panel.name(textsOf(options, texts));
    }
    adoptStyles(root);
    keepEventsInside(root.getRootNode() as ShadowRoot);
    // A press of Enter in a radio input clicks the button, too.
    form.onclick = handleClick;
    root.dir = form.dir;
    (shell.panel?.body ?? root).prepend(form);
  }

  function handleClick(event: Event) {
    const button = (event.target as Element).closest('button');
    if (!button) return;
    event.preventDefault();
    // Safari does not focus a clicked button. The thanks take the focus only from inside the form.
    button.focus();
    shell.isSendPressed = true;
    onSend();
  }

  return shell;
};

function copyAnswers(from: Element, to: Element): void {
  const fields = to.querySelectorAll<HTMLInputElement>('input,textarea');
  from.querySelectorAll<HTMLInputElement>('input,textarea').forEach(({ checked, value }, index) => {
    Object.assign(fields[index]!, { checked, value });
  });
}
