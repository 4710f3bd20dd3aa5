import { renderToString } from 'preact-render-to-string';
import { ConnectedForm } from '../../src/embed/host/ConnectedForm.tsx';
import type { ShellMessages, ShellNode } from '../../src/embed/script/shell.ts';
import en from '../../src/messages/en.ts';
import type { Messages } from '../../src/messages/messages.ts';

/** Stands in for a text of the form. The shell replaces it when it is shown. */
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
};

/** What the first render shows of the language and the options. */
const OPTION_MARKS: readonly [pattern: RegExp, replacement: string][] = [
  [/data-theme="auto"/, `data-theme="${mark('theme')}"`],
  [/lang="en"/, `lang="${mark('lang')}"`],
  [/dir="ltr"/, `dir="${mark('dir')}"`],
  [/<h2 /, `<${mark('heading')} `],
  [/<\/h2>/, `</${mark('heading')}>`],
];

/** What the shell is made of. */
export interface RenderedShell {
  /** The first state of the element's form, with marks in place of texts. */
  markup: ShellNode;
  /** The English texts in it. */
  texts: ShellMessages;
  /** The classes in it, and the class of a star that is lit. */
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
  const classes = [...html.matchAll(/class="([^"]+)"/g)].flatMap(([, names]) => names!.split(' '));
  const texts = Object.fromEntries(Object.keys(MESSAGES).map((name) => [name, en[name as keyof Messages]]));
  return {
    markup: parseHtml(html),
    texts: texts as unknown as ShellMessages,
    classes: new Set([...classes, 'hf-lit']),
  };
}

/** Elements that have no end tag. */
const VOID = /^(input|br)$/;

/** Parses what `renderToString` has written: well-formed, with every attribute in double quotes or without a value. */
export function parseHtml(html: string): ShellNode {
  const open: [tag: string, attributes: Record<string, string>, ...children: ShellNode[]][] = [['root', {}]];
  for (const [, end, tag, attributes = '', isClosed, text] of html.matchAll(
    /<(\/)?([^\s/>]+)((?:\s+[^\s=/>]+(?:="[^"]*")?)*)\s*(\/)?>|([^<]+)/g,
  )) {
    const parent = open.at(-1)!;
    if (text) parent.push(decode(text));
    else if (end) open.pop();
    else {
      const pairs = [...attributes.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)];
      const node: (typeof open)[number] = [
        tag!,
        Object.fromEntries(pairs.map(([, name, value = '']) => [name!, decode(value)])),
      ];
      parent.push(node);
      if (!isClosed && !VOID.test(tag!)) open.push(node);
    }
  }
  if (open.length !== 1) throw new Error('The markup of the shell is not well-formed.');
  return open[0]![2]!;
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

function decode(text: string): string {
  return text.replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity);
}
