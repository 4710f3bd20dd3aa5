import { plural } from '../../messages/format.js';
import { directionOf } from '../../messages/locale.js';
import type { Messages } from '../../messages/messages.js';
import type { Options } from '../options/options.js';

/** A text, or an element with its attributes and children. `{title}` stands for the text `title`. */
export type ShellNode =
  | string
  | readonly [tag: string, attributes: Readonly<Record<string, string>>, ...children: ShellNode[]];

/** The texts of the form's first state, and of the panel around it. */
export type ShellMessages = Pick<
  Messages,
  | 'title'
  | 'ratingLabel'
  | 'star'
  | 'ratingWords'
  | 'resolvedLabel'
  | 'yes'
  | 'no'
  | 'commentLabel'
  | 'submit'
  | 'close'
>;

/** The markup of the form's first state, and its English texts. The build fills them in: build/shell/render-shell.tsx. */
declare const SHELL: ShellNode;
declare const SHELL_EN: ShellMessages;

/**
 * Returns the texts of the first state.
 *
 * @param messages - the texts of the language; English when `undefined`
 */
export function textsOf(options: Options, messages: Messages | undefined): Messages {
  // `SHELL_EN` has only the texts that are read.
  return { ...SHELL_EN, ...messages, ...options.messages } as Messages;
}

/**
 * Creates the form's first state, by DOM calls: a strict policy for Trusted Types forbids HTML in a string.
 *
 * @param locale - a BCP 47 tag
 * @param messages - the texts of its language; English when `undefined`
 * @param isInDialog - whether the form is in a panel, which has the title for its name
 */
export function createFirstState(
  locale: string,
  options: Options,
  messages: Messages | undefined,
  isInDialog: boolean,
): HTMLElement {
  const { star, ratingWords, ...plain } = textsOf(options, messages);
  const texts: Record<string, unknown> = {
    ...plain,
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
  const root = createNode(SHELL) as HTMLElement;
  if (isInDialog) {
    // FeedbackForm does the same.
    const form = root.firstElementChild!;
    form.removeAttribute('aria-labelledby');
    form.setAttribute('role', 'none');
  }
  return root;
}
