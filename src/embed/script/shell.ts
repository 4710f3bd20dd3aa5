import { isAuthId, isBusinessId } from '../../feedback/limits.js';
import { HOUR_MS, isWithin } from '../../feedback/submission.js';
import { plural } from '../../messages/format.js';
import { directionOf } from '../../messages/locale.js';
import type { Messages } from '../../messages/messages.js';
import css from '../../widget/style.css?inline';
import { createStyleAdopter } from '../element/adopt-styles.js';
import { keepEventsInside } from '../element/keep-events-inside.js';
import type { CreateShell } from '../element/shell.js';
import type { Options } from '../options/options.js';

/** A text, or an element with its attributes and children. `{title}` stands for the text `title`. */
export type ShellNode =
  | string
  | readonly [tag: string, attributes: Readonly<Record<string, string>>, ...children: ShellNode[]];

/** The texts of the form's first state. */
export type ShellMessages = Pick<
  Messages,
  'title' | 'ratingLabel' | 'star' | 'ratingWords' | 'resolvedLabel' | 'yes' | 'no' | 'commentLabel' | 'submit'
>;

/** The markup of the form's first state, and its English texts. The build fills them in: build/shell/render-shell.tsx. */
declare const SHELL: ShellNode;
declare const SHELL_EN: ShellMessages;

// The build leaves out the rules that the first state does not need: build/plugins/first-styles.ts.
const adoptStyles = createStyleAdopter(css);

export const createShell: CreateShell = (root, onSend) => {
  /** The form in the page. Password managers and translators may change it. */
  let form: HTMLElement | undefined;
  /** The same form as it was created. */
  let original: Element | undefined;
  let visitor: string | undefined;

  const shell = {
    isSendPressed: false,
    update(options: Options, texts: Messages | undefined) {
      const visitorBefore = visitor;
      visitor = `${options.relayUrl} ${options.authId || options.identityToken}`;
      const before = visitor === visitorBefore ? form : undefined;
      // What another form of the page has stored meanwhile takes no answers away.
      const isKnown = (before || !isVisitorRemembered()) && isFirstStateKnown(root.lang, options, texts);
      const next = isKnown ? createForm(root.lang, options, texts) : undefined;
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
      adoptStyles(root);
      keepEventsInside(root.getRootNode() as ShadowRoot);
      // A press of Enter in a radio input clicks the button, too.
      form.addEventListener('click', handleClick);
      root.dir = form.dir;
      root.prepend(form);
    },
  };

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

/**
 * Tells whether the form will begin with the empty questions in this language. When in doubt it says no, and the form's
 * code decides.
 */
function isFirstStateKnown(locale: string, options: Options, texts: Messages | undefined): boolean {
  const { relayUrl, authId, identityToken, theme = 'auto', headingLevel = 2, messages = {} } = options;
  const businessId: unknown = options.businessId ?? window.haptikInitSettings?.['business-id'];
  return (
    isBusinessId(businessId) &&
    RELAY_URL.test(relayUrl!) &&
    (authId ? isAuthId(authId) : typeof identityToken === 'function') &&
    /^(auto|light|dark)$/.test(theme) &&
    /^[1-6]$/.test(`${headingLevel}`) &&
    typeof messages === 'object' &&
    Object.entries(messages).every(([name, text]) => typeof text === 'string' && !STRUCTURED_TEXT.test(name)) &&
    SIMPLE_TAG.test(locale) &&
    !!(texts || /^en/.test(locale))
  );
}

/** The usual relay URLs; the form knows what else is one. */
const RELAY_URL = /^((https:\/\/\w[\w.-]*|http:\/\/(localhost|127\.0\.0\.1))(:\d+)?)?\/\w[\w./-]*$/;
/** A tag that is canonical. */
const SIMPLE_TAG = /^[a-z]{2}(-[A-Z]{2})?$/;
/** The names of texts that are no strings. */
const STRUCTURED_TEXT = /^(star|ratingWords|charactersLeft|retryIn)$/;

/**
 * True when this browser holds a draft, feedback that waits, or the time of feedback within the last hour, of any visitor.
 *
 * `keysOf` in src/memory/memory.ts names the keys.
 */
function isVisitorRemembered(): boolean {
  try {
    return [localStorage, sessionStorage].some((store) =>
      Object.keys(store).some(
        (key) =>
          /^hf:(draft|waiting)/.test(key) ||
          (/^hf:sent/.test(key) && isWithin(HOUR_MS, Number(store.getItem(key)), Date.now())),
      ),
    );
  } catch {
    return false; // The browser blocks storage.
  }
}

/** Creates the form with DOM calls: a strict policy for Trusted Types forbids HTML in a string. */
function createForm(locale: string, options: Options, messages: Messages | undefined): Element {
  const { star, ratingWords, ...plain } = { ...SHELL_EN, ...messages };
  const texts: Record<string, unknown> = {
    ...plain,
    ...options.messages,
    lang: locale,
    dir: directionOf(locale),
    theme: options.theme ?? 'auto',
    heading: `h${options.headingLevel ?? 2}`,
  };
  const fillIn = (text: string) =>
    text.replace(/^{(\D+)(\d?)}$/, (_, name: string, rating: string) =>
      name === 'star'
        ? plural(star, +rating, locale)
        : name === 'word'
          ? ratingWords[+rating - 1]!
          : String(texts[name]),
    );
  const createNode = (node: ShellNode): Node => {
    if (typeof node === 'string') return document.createTextNode(fillIn(node));
    const [tag, attributes, ...children] = node;
    const element = document.createElementNS(
      `http://www.w3.org/${/^(svg|path)$/.test(tag) ? '2000/svg' : '1999/xhtml'}`,
      fillIn(tag),
    );
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, fillIn(value));
    element.append(...children.map(createNode));
    return element;
  };
  return createNode(SHELL) as Element;
}

function copyAnswers(from: Element, to: Element): void {
  const fields = to.querySelectorAll<HTMLInputElement>('input,textarea');
  from.querySelectorAll<HTMLInputElement>('input,textarea').forEach(({ checked, value }, index) => {
    Object.assign(fields[index]!, { checked, value });
  });
}
