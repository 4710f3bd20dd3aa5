import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from 'eslint-scope';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { attributes } from './site.js';
import { give, setUpSite, thanks } from './test-browser.js';
import { launcher } from './widget.js';

// The browser files read variables of the page's window. A page may have a variable of the same name, so each name is
// reviewed here. The relay's own page has no other scripts, so its files are left out.

/** A page may have a variable of this name; the tests below set it. */
const SURVIVES = [
  ...['Element', 'Intl', 'MutationObserver', 'RangeError', 'Response', 'TypeError', 'URLSearchParams'],
  ...['atob', 'console', 'crypto', 'innerHeight', 'innerWidth'],
  ...['localStorage', 'matchMedia', 'navigator', 'origin', 'removeEventListener', 'sessionStorage', 'visualViewport'],
];

/** Shared with the page on purpose: the settings of the widget and of Haptik, and a `fetch` that the page may hook. */
const SHARED = ['HaptikFeedback', 'haptikFeedbackSettings', 'haptikInitSettings', 'fetch'];

/** Copied from an empty frame when the page has replaced them: src/embed/host/natives.ts. */
const FROM_FRAME = ['Function', 'JSON'];

/** A page does not redeclare these: most of them it cannot. */
const FIXED = ['NaN', 'document', 'globalThis', 'location', 'window'];

/** A page that replaces one of these by something else breaks its own libraries too. */
const ESSENTIAL = [
  ...['Array', 'Date', 'Error', 'Math', 'Number', 'Object', 'Promise', 'String', 'Symbol'],
  ...['TextDecoder', 'TextEncoder', 'Uint8Array', 'WeakMap', 'WeakSet'],
  ...['CSSStyleSheet', 'CustomEvent', 'HTMLElement', 'IntersectionObserver', 'customElements'],
  ...['addEventListener', 'clearTimeout', 'getComputedStyle', 'queueMicrotask', 'requestIdleCallback', 'setTimeout'],
];

const FOLDER = join(import.meta.dirname, '../../dist/embed');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.js') && !name.includes('.page'));

interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  range?: [number, number];
  [key: string]: unknown;
}

/** Calls a function with each node of a syntax tree. */
function visitNodes(value: unknown, visit: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) for (const item of value) visitNodes(item, visit);
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value) visit(value as SyntaxNode);
    for (const child of Object.values(value)) visitNodes(child, visit);
  }
}

/** Lists the variables of the window that a script reads, directly or as members of `window` and `globalThis`. */
function freeGlobalsOf(code: string): string[] {
  const tree = parseAst(code) as unknown as Parameters<typeof analyze>[0];
  const names: string[] = [];
  visitNodes(tree, (node) => {
    node.range = [node.start, node.end];
    const { object, property, computed } = node as {
      object?: { name?: string };
      property?: { name: string };
      computed?: boolean;
    };
    if (node.type === 'MemberExpression' && !computed && /^(window|globalThis)$/.test(object!.name ?? '')) {
      names.push(property!.name);
    }
  });
  const { globalScope } = analyze(tree, { ecmaVersion: 2022, sourceType: 'module' });
  return [...names, ...globalScope!.through.map(({ identifier }) => String(identifier.name))];
}

const web = setUpSite();

describe('the browser files', () => {
  it('read exactly the reviewed variables of the page', () => {
    const found = new Set(FILES.flatMap((file) => freeGlobalsOf(readFileSync(join(FOLDER, file), 'utf8'))));

    expect([...found].sort()).toEqual([...SURVIVES, ...SHARED, ...FROM_FRAME, ...FIXED, ...ESSENTIAL].sort());
  });

  const PLACES = [
    ['a launcher', ''],
    ['an inline form', 'data-target="main"'],
  ] as const;

  describe.each(['haptik-feedback.js', 'haptik-feedback.inline.js', 'haptik-feedback.standalone.js'])('%s', (file) => {
    it.each(PLACES.flatMap(([place, target]) => ['var', 'const'].map((keyword) => [place, keyword, target])))(
      'sends feedback by %s on a page that declares each name with %s',
      async (_place, keyword, target) => {
        const declarations = SURVIVES.map((name) => `${keyword} ${name} = "of the page";`).join('');
        const { page, errors, thrown } = await web.open(
          `<main></main><script src="/${file}" ${target} data-ask-on="event:never" ${attributes('data-')}></script>`,
          `<script>${declarations}</script>`,
        );

        if (!target) await launcher(page).click();
        await give(page, 'A comment');
        await thanks(page).waitFor();
        await page.keyboard.press('Escape');

        expect(web.site.posts).toHaveLength(1);
        expect([errors, thrown]).toEqual([[], []]);
      },
    );
  });
});
