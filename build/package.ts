import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EnvironmentOptions } from 'vite';
import { LOCALES } from '../src/messages/locale.ts';
import { componentLegacyCss } from './legacy-css.ts';

const ROOT = resolve(import.meta.dirname, '..');
const PACKAGE_FOLDER = 'dist/package';

/** Says how Vite builds the npm package's modules. `import()` and the dependencies are left to the site's bundler. */
export function packageEnvironment(): EnvironmentOptions {
  const source = (path: string) => join(ROOT, 'src', path);
  return {
    consumer: 'client',
    build: {
      outDir: PACKAGE_FOLDER,
      emptyOutDir: true,
      copyPublicDir: false,
      target: 'baseline-widely-available',
      minify: false,
      lib: {
        entry: {
          index: source('index.ts'),
          element: source('embed/package/element.ts'),
          react: source('embed/package/react.ts'),
          'jsx/preact': source('embed/jsx/preact.ts'),
          'jsx/react': source('embed/jsx/react.ts'),
          ...Object.fromEntries(['en', ...LOCALES].map((tag) => [`locales/${tag}`, source(`messages/${tag}.ts`)])),
        },
        formats: ['es'],
      },
      rolldownOptions: {
        external: /^(ky|preact|@preact\/signals|react)(\/|$)/,
        // One file for each module, so that a site's bundler can leave out what it does not use.
        output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
      },
    },
  };
}

/** Adds the files of the package that are not modules: stylesheet, types and custom-elements manifest. */
export function completePackage(root: string): void {
  const folder = join(root, PACKAGE_FOLDER);
  const css = readFileSync(join(root, 'src/widget/style.css'), 'utf8');
  writeFileSync(join(folder, 'style.css'), `${css}\n${componentLegacyCss(css)}`);
  writeFileSync(join(folder, 'custom-elements.json'), `${JSON.stringify(describeElement(root), null, 2)}\n`);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.package.json')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`TypeScript wrote no declarations:\n${stdout}`);
}

/** Describes the element to editors and documentation tools, from the documentation of its class and its options. */
export function describeElement(root: string) {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const element = read('src/embed/element/haptik-feedback-element.ts');

  const comment = captureIn(
    element,
    /\/\*\*((?:(?!\*\/).)*)\*\/(?:\s*\/\/.*)?\s*export class HaptikFeedbackElement/s,
    'the documented class HaptikFeedbackElement',
  );
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
  const description = lines
    .filter((line) => !line.startsWith('@'))
    .join('\n')
    .trim();
  const tagged = (tag: string) =>
    lines.flatMap((line) => {
      const [, found, name, text] = /^@(\w+) (\S+) - (.+)$/.exec(line) ?? [];
      return found === tag ? [{ name: name!, description: text! }] : [];
    });

  const options = captureIn(
    read('src/embed/options/options.ts'),
    /export interface Options \{(.+?)\n\}/s,
    'the interface Options',
  );
  const members = [...options.matchAll(/\/\*\*\s*(.+?)\s*\*\/\s*(\w+)\?: ([^;]+?)(?: \| undefined)?;/gs)].map(
    ([, text, name, type]) => ({
      name: name!,
      type: { text: type! },
      description: text!.replace(/\s*\n\s*\*\s*/g, ' '),
    }),
  );
  const attributes = members.map(({ name, ...rest }) => ({
    name: name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    fieldName: name,
    ...rest,
  }));

  const methods = [...element.matchAll(/\/\*\* (.+) \*\/\s*(\w+)\(\): void \{/g)];

  return {
    schemaVersion: '1.0.0',
    modules: [
      {
        kind: 'javascript-module',
        path: 'dist/package/element.js',
        declarations: [
          {
            kind: 'class',
            customElement: true,
            name: 'HaptikFeedbackElement',
            tagName: 'haptik-feedback',
            description,
            superclass: { name: 'HTMLElement' },
            attributes,
            members: [
              ...members.map((member) => ({ kind: 'field', ...member })),
              ...methods.map(([, text, name]) => ({
                kind: 'method',
                name: name!,
                description: text!,
                return: { type: { text: 'void' } },
              })),
            ],
            events: tagged('fires').map((event) => ({ ...event, type: { text: 'CustomEvent' } })),
            cssParts: tagged('csspart'),
            cssProperties: tagged('cssproperty'),
          },
        ],
        exports: [
          {
            kind: 'custom-element-definition',
            name: 'haptik-feedback',
            declaration: { name: 'HaptikFeedbackElement', module: 'dist/package/element.js' },
          },
        ],
      },
    ],
  };
}

/** Gives what the pattern captures in a source file. */
function captureIn(code: string, pattern: RegExp, what: string): string {
  const [, captured] = pattern.exec(code) ?? [];
  if (!captured) throw new Error(`custom-elements.json cannot be written: the source no longer has ${what}.`);
  return captured;
}
