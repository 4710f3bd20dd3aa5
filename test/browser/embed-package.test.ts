import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { html } from './site.js';
import { give, setUpSite, thanks } from './test-browser.js';

const root = join(import.meta.dirname, '../..');
const NAME = 'haptik-feedback-widget';
const web = setUpSite();
/** The folder of a project that uses the packed package. Its dependencies are linked; nothing is downloaded. */
let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'haptik-feedback-project-'));
  const modules = join(project, 'node_modules');
  mkdirSync(modules);
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  execFileSync('tar', ['-xzf', filename], { cwd: project });
  cpSync(join(project, 'package'), join(modules, NAME), { recursive: true });
  for (const name of ['ky', 'preact', '@preact/signals', '@preact/signals-core', 'react', '@types/react', 'csstype']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'dir');
  }
  writeFileSync(join(project, 'package.json'), '{"type": "module"}');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function write(name: string, text: string): string {
  writeFileSync(join(project, name), text);
  return join(project, name);
}

/** Bundles a module with Vite, and returns the code of the first file and of all files. */
async function bundle(code: string): Promise<{ first: string; all: string }> {
  const input = write('main.js', code);
  const result = await build({
    root: project,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input, preserveEntrySignatures: 'allow-extension' },
    },
  });
  const { output } = (Array.isArray(result) ? result[0]! : result) as { output: { type: string; code?: string }[] };
  const chunks = output.flatMap((file) => (file.type === 'chunk' ? [file.code!] : []));
  return { first: chunks[0]!, all: chunks.join('\n') };
}

describe('on a server', () => {
  test.each([NAME, `${NAME}/element`])('%s can be imported and touches no document', (entry) => {
    const script = write(
      'server.mjs',
      `for (const name of ['document', 'customElements', 'localStorage', 'location'])
         Object.defineProperty(globalThis, name, { get() { throw new Error(name + ' was touched'); } });
       await import(${JSON.stringify(entry)});
       console.log('fine');`,
    );
    expect(execFileSync(process.execPath, [script], { encoding: 'utf8' })).toBe('fine\n');
  });

  test('the relay can be imported', () => {
    const script = write(
      'relay.mjs',
      `const { createRelay } = await import('${NAME}/relay'); console.log(typeof createRelay);`,
    );
    expect(execFileSync(process.execPath, [script], { encoding: 'utf8' })).toBe('function\n');
  });
});

describe('a bundle', () => {
  test('of the component contains neither the element nor the relay', async () => {
    const { all } = await bundle(`import { FeedbackWidget } from '${NAME}'; console.log(FeedbackWidget);`);
    expect(all).toContain('hf-form');
    expect(all).not.toMatch(/customElements|adoptedStyleSheets|attachShadow/);
    expect(all).not.toMatch(/hono|node:|HAPTIK_TOKEN/i);
  });

  test('of mount() has the form in a separate file', async () => {
    const { first, all } = await bundle(`import { mount } from '${NAME}'; mount('main', {});`);
    expect(first).toContain('customElements');
    expect(first).not.toMatch(/hf-form|preact/);
    expect(all).toContain('hf-form');
  });

  test('of an unused import is empty', async () => {
    const { all } = await bundle(`import '${NAME}'; console.log('alone');`);
    expect(all.replace(/^\/\/.*/gm, '').trim()).toBe('console.log("alone");');
  });

  test('keeps the element and the stylesheet, which are imported for their side effects', async () => {
    const { all } = await bundle(`import '${NAME}/element'; import '${NAME}/style.css';`);
    expect(all).toContain('customElements');
  });
});

test('mount() works on a page built by Vite', async () => {
  write('index.html', html('<main></main><script type="module" src="/main.js"></script>'));
  write(
    'main.js',
    `import { mount } from '${NAME}'; mount('main', { relayUrl: '/feedback', businessId: 343, authId: 'visitor-1', locale: 'en' });`,
  );
  await build({ root: project, configFile: false, logLevel: 'silent', build: { outDir: 'out' } });
  const files = execFileSync('find', ['.', '-type', 'f'], { cwd: join(project, 'out'), encoding: 'utf8' })
    .trim()
    .split('\n');
  for (const file of files) {
    const type = file.endsWith('.js') ? 'text/javascript' : file.endsWith('.css') ? 'text/css' : 'text/html';
    web.site.serve(file.slice(1), { body: readFileSync(join(project, 'out', file)), type });
  }

  const { page, errors, thrown } = await web.visit(`${web.site.url}/index.html`);
  await give(page);
  await thanks(page).waitFor();

  expect([web.site.posts.length, errors, thrown]).toEqual([1, [], []]);
});

describe('TypeScript', () => {
  const USE = `
    import { FeedbackWidget, mount, type Messages, type Options, type ProblemKind } from '${NAME}';
    import '${NAME}/element';
    import hi from '${NAME}/locales/hi';
    import { createRelay, readConfig } from '${NAME}/relay';
    const options: Options = { relayUrl: '/feedback', businessId: 343, authId: 'a', messages: hi satisfies Messages };
    const element = mount('main', options);
    element.theme = 'dark';
    element.open();
    // @ts-expect-error: not a theme
    element.theme = 'blue';
    element.addEventListener('feedback-error', ({ detail }) => { const kind: ProblemKind = detail.problem.kind; void kind; });
    document.querySelector('haptik-feedback')?.forget();
    void [FeedbackWidget, createRelay, readConfig];
  `;

  test.each([
    ['bundler', 'ESNext'],
    ['nodenext', 'NodeNext'],
  ])('resolves all imports with types, moduleResolution %s', (moduleResolution, module) => {
    write('use.ts', USE);
    write(
      'preact.tsx',
      `import '${NAME}/jsx/preact';
       import { FeedbackWidget } from '${NAME}';
       export const component = <FeedbackWidget relayUrl="/x" businessId={343} onSuccess={({ feedback }) => feedback.rating} />;
       export const element = <haptik-feedback class="x" businessId={343} onfeedback-success={(event) => event.detail.feedback.rating} />;
       // @ts-expect-error: not a theme
       export const wrong = <haptik-feedback theme="blue" />;`,
    );
    write(
      'react.tsx',
      `/** @jsxImportSource react */
       import '${NAME}/jsx/react';
       export const element = <haptik-feedback className="x" businessId={343} onfeedback-success={(event) => event.detail.feedback.rating} />;
       // @ts-expect-error: not a theme
       export const wrong = <haptik-feedback theme="blue" />;`,
    );
    write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: {
          target: 'ES2022',
          lib: ['ES2023', 'DOM', 'DOM.Iterable'],
          module,
          moduleResolution,
          jsx: 'react-jsx',
          jsxImportSource: 'preact',
          strict: true,
          noEmit: true,
          types: [],
        },
        include: ['*.ts', '*.tsx'],
      }),
    );
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    try {
      execFileSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
    } catch (error) {
      expect((error as { stdout: string }).stdout).toBe('');
    }
  });
});
