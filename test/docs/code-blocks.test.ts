import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'svelte/compiler';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'vue/compiler-sfc';
import type { Options } from '../../src/embed/options/options.js';
import { resolveOptions } from '../../src/embed/options/resolve-options.js';
import { isWireMistake, parseWire } from '../../src/feedback/parse-wire.js';
import { readConfig } from '../../src/relay/config/read-config.js';
import { USER_LIMIT_PER_MINUTE } from '../../src/relay/limits/limiter.js';
import { type CodeBlock, codeBlocks, PAGES, ROOT } from './pages.js';

const EXAMPLES = join(ROOT, 'public/examples');
const EXAMPLE_PAGES = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.html'))
  .map((name) => withoutIndentation(readFileSync(join(EXAMPLES, name), 'utf8')));

/** Languages whose blocks are not checked here, and why. */
const UNCHECKED: Record<string, string> = {
  go: 'sign-visitor.test.ts runs them',
  json5: 'npm run api writes them into docs/api.md',
  kotlin: 'nothing here can run Android',
  liquid: 'test/browser/playground-snippets.test.ts runs the same code',
  php: 'sign-visitor.test.ts and test/browser/playground-snippets.test.ts run them',
  python: 'sign-visitor.test.ts runs them',
  swift: 'nothing here can run iOS',
  text: 'these blocks are not code',
};
const CHECKED = ['css', 'html', 'js', 'json', 'sh', 'svelte', 'toml', 'ts', 'tsx', 'vue'];

it('knows for every language whether its blocks are checked here', () => {
  const languages = PAGES.flatMap(({ text }) => [...text.matchAll(/^ *```(\w+)$/gm)].map(([, language]) => language!));

  const known = [...CHECKED, ...Object.keys(UNCHECKED)].sort();
  expect([...new Set(languages)].sort()).toEqual(known);
});

describe('HTML', () => {
  it.each(codeBlocks('html'))('$where has options that the widget accepts', ({ code }) => {
    for (const [, tag, attributes] of code.matchAll(/<(script|haptik-feedback)\s([^>]*)>/g)) {
      const prefix = tag === 'script' ? 'data-' : '';
      const given = [...attributes!.matchAll(/([\w-]+)=(?:"([^"]*)"|'([^']*)')/g)]
        .filter(([, name]) => name!.startsWith(prefix) && !['style', 'data-target'].includes(name!))
        .map(([, name, double, single]) => [camelCase(name!.slice(prefix.length)), double ?? single]);
      const options = Object.fromEntries(given) as Options;
      // A script tag without options only registers the element.
      if (given.length === 0) continue;
      const bad: string[] = [];

      const resolved = resolveOptions(options, (name) => bad.push(name));

      expect(bad).toEqual([]);
      expect(resolved).toBeTypeOf('object');
    }
  });

  it.each(codeBlocks('html').filter(({ where }) => where.startsWith('docs/embedding.md')))(
    '$where is part of an example page',
    ({ code }) => {
      const local = code.replaceAll('https://feedback.example.com', '').replaceAll('"USER"', '"demo-user"');

      for (const part of local.trim().split('\n\n')) {
        const wanted = withoutIndentation(part);
        expect(
          EXAMPLE_PAGES.some((page) => page.includes(wanted)),
          part,
        ).toBe(true);
      }
    },
  );
});

describe('TypeScript and JavaScript', () => {
  const folder = join(ROOT, 'dist/docs-code-blocks');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has blocks that pass the type checker', () => {
    const blocks = codeBlocks('ts', 'tsx', 'js');
    mkdirSync(folder, { recursive: true });
    blocks.forEach((block, index) => {
      writeFileSync(join(folder, `block${index}.tsx`), moduleOf(block));
    });
    writeFileSync(join(folder, 'surroundings.d.ts'), SURROUNDINGS);
    writeFileSync(join(folder, 'modules.d.ts'), MODULES);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));

    const { stdout } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'],
      { cwd: folder, encoding: 'utf8' },
    );

    expect(stdout.replace(/block(\d+)\.tsx/g, (_, index) => blocks[Number(index)]!.where)).toBe('');
  }, 30_000);
});

describe('other languages', () => {
  it.each(codeBlocks('vue'))('$where is a component that Vue parses', ({ code }) => {
    expect(parse(code).errors).toEqual([]);
  });

  it.each(codeBlocks('svelte'))('$where is a component that Svelte compiles', ({ code }) => {
    expect(() => compile(`<script>let { url, user, hear } = $props();</script>${code}`, {})).not.toThrow();
  });

  it.each(codeBlocks('json'))('$where is a body that the relay accepts', ({ code }) => {
    expect(isWireMistake(parseWire(JSON.parse(code)))).toBe(false);
  });

  it.each(codeBlocks('css'))('$where names variables and parts that exist', ({ code }) => {
    const styles = readFileSync(join(ROOT, 'src/widget/style.css'), 'utf8');
    const form = readFileSync(join(ROOT, 'docs/theming.md'), 'utf8');

    for (const [name] of code.matchAll(/--hf-[\w-]+/g)) expect(styles).toContain(`var(${name}`);
    for (const [, part] of code.matchAll(/::part\((\w+)\)/g))
      expect(form).toMatch(new RegExp(`\`form .*\\b${part}\\b`));
  });

  it.each(codeBlocks('toml'))('$where limits a visitor as the relay does', ({ code }) => {
    expect(code).toMatch(new RegExp(`"USER_LIMIT"[^[]*limit = ${USER_LIMIT_PER_MINUTE}, period = 60`));
  });

  it.each(codeBlocks('sh').filter(({ code }) => code.includes('HAPTIK_')))(
    '$where sets every variable that the relay needs',
    ({ code }) => {
      const given = [...code.matchAll(/\b([A-Z_]+)=("[^"]*"|\S+)/g)].map(([, name, value]) => [name, filledIn(value!)]);

      expect(() => readConfig(Object.fromEntries(given))).not.toThrow();
    },
  );

  it.each(codeBlocks('sh').filter(({ code }) => code.includes('npx ')))(
    '$where runs a command of the package',
    ({ code }) => {
      const { name, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

      const [, from, command] = /npx -p (\S+) (\S+)/.exec(code)!;

      expect(from).toBe(name);
      expect(bin).toHaveProperty(command!);
    },
  );

  it.each(codeBlocks('sh').filter(({ code }) => code.includes('npm ')))(
    '$where runs scripts that exist',
    ({ code }) => {
      const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

      for (const [, name] of code.matchAll(/npm (?:run )?(?!ci\b|i\b|install\b)([\w:]+)/g))
        expect(scripts).toHaveProperty(name!);
    },
  );
});

function withoutIndentation(text: string): string {
  return text.replace(/^\s+/gm, '');
}

function camelCase(attribute: string): string {
  return attribute.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** What a shell would make of a value: secrets that the reader fills in become some text. */
function filledIn(value: string): string {
  return value
    .replace(/^"|"$/g, '')
    .replace('…', 'filled-in')
    .replace(/\$\(.*\)/, 'a'.repeat(32));
}

function moduleOf({ code }: CodeBlock): string {
  const pragma = /(jsx|widget)\/react'/.test(code) ? '/** @jsxImportSource react */\n' : '';
  return `${pragma}${code}\nexport {};\n`;
}

/** What the page or the runtime around a block provides. */
const SURROUNDINGS = `
declare const user: { id: string };
declare function track(rating: number): void;
declare function hear(event: Event): void;
declare function onLogin(callback: (visitor: { id: string }) => void): void;
declare const HaptikFeedback: NonNullable<Window['HaptikFeedback']>;
declare function vue(options: object): unknown;
declare const Deno: any;
declare const Bun: any;
`;

const MODULES = `
declare module 'haptik-feedback-widget/style.css';
declare module '@angular/core' {
  export const Component: any;
  export const CUSTOM_ELEMENTS_SCHEMA: any;
  export const Input: any;
}
declare module 'haptik-feedback-widget/relay/worker';
declare module '@vercel/functions' {
  export function waitUntil(promise: Promise<unknown>): void;
}
declare module 'npm:haptik-feedback-widget/relay' {
  export * from 'haptik-feedback-widget/relay';
}
`;

const TSCONFIG = {
  extends: '../../tsconfig.json',
  compilerOptions: {
    // The blocks in JavaScript have no types.
    noImplicitAny: false,
    paths: {
      'haptik-feedback-widget': ['../../src/index.ts'],
      'haptik-feedback-widget/element': ['../../src/embed/package/element.ts'],
      'haptik-feedback-widget/react': ['../../src/embed/package/react.ts'],
      'haptik-feedback-widget/jsx/*': ['../../src/embed/jsx/*.ts'],
      'haptik-feedback-widget/locales/*': ['../../src/messages/*.ts'],
      'haptik-feedback-widget/relay': ['../../src/relay/index.ts'],
    },
  },
  include: ['.', '../../src/**/*.d.ts', '../../src/embed/script/run-script.ts'],
  exclude: [],
};
