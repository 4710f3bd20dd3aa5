import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { renderToString } from 'preact-render-to-string';
import { ConnectedForm } from '../../src/embed/host/ConnectedForm.tsx';
import type { ShellMessages, ShellNode } from '../../src/embed/script/shell-markup.ts';
import en from '../../src/messages/en.ts';
import type { Messages } from '../../src/messages/messages.ts';

/** Makes the mark that stands in the markup in place of a text. The browser replaces the mark when it builds the shell. */
const mark = (name: string) => `{${name}}`;

const MESSAGES: ShellMessages = {
  title: mark('title'),
  ratingLabel: mark('ratingLabel'),
  star: { other: '{star{count}}' },
  ratingWords: [1, 2, 3, 4, 5].map((rating) => mark(`word${rating}`)),
  resolvedLabel: mark('resolvedLabel'),
  yes: mark('yes'),
  no: mark('no'),
  commentLabel: mark('commentLabel'),
  submit: mark('submit'),
  close: mark('close'),
};

/** What the first render contains of the language and the options, and the marks that replace it. */
const OPTION_MARKS: readonly [pattern: RegExp, replacement: string][] = [
  [/data-theme="auto"/, `data-theme="${mark('theme')}"`],
  [/lang="en"/, `lang="${mark('lang')}"`],
  [/dir="ltr"/, `dir="${mark('dir')}"`],
];

const TITLE_TAG = 'h2';

/** The data from which the browser builds the shell. */
export interface RenderedShell {
  /** The first state of the element's form, with marks in place of texts. */
  markup: ShellNode;
  /** The English texts that replace the marks. */
  texts: ShellMessages;
  /** The classes in the markup, and the class of a lit star. */
  classes: ReadonlySet<string>;
}

/**
 * Renders the first state of the element's form.
 *
 * @throws {Error} when the components no longer render what the shell replaces
 */
export function renderShell(): RenderedShell {
  let html = renderToString(
    <ConnectedForm
      options={{
        relayUrl: '/feedback',
        businessId: 1,
        authId: 'visitor',
        locale: 'en',
        remember: false,
        messages: MESSAGES,
      }}
      listener={{ submit: () => false, success() {}, error() {} }}
      loaders={{ transport: () => Promise.reject(), locale: () => undefined }}
      id="hf"
    />,
  );
  for (const [pattern, replacement] of OPTION_MARKS) {
    if (!pattern.test(html))
      throw new Error(`The form's first state no longer has ${pattern}: adapt render-shell.tsx.`);
    html = html.replace(pattern, replacement);
  }
  const markup = toShellNode(parseFragment(html).childNodes[0]!);
  const classes = [...html.matchAll(/class="([^"]+)"/g)].flatMap(([, names]) => names!.split(' '));
  const texts = Object.fromEntries(Object.keys(MESSAGES).map((name) => [name, en[name as keyof Messages]]));
  return {
    markup,
    texts: texts as unknown as ShellMessages,
    classes: new Set([...classes, 'hf-lit']),
  };
}

/** Converts an element of the parsed markup. The level of the title is an option, so its tag is a mark. */
function toShellNode(node: DefaultTreeAdapterTypes.ChildNode): ShellNode {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  const { tagName, attrs, childNodes } = node as DefaultTreeAdapterTypes.Element;
  const attributes = Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
  return [tagName === TITLE_TAG ? mark('heading') : tagName, attributes, ...childNodes.map(toShellNode)];
}
