import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { build, type InlineConfig, transformWithOxc } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings, type Way } from '../../src/playground/settings/settings.js';
import { writeCode } from '../../src/playground/studio/snippets/ways.js';
import { html } from '../browser/site.js';
import { give, setUpBrowser, setUpSite, thanks, waitUntilRendered } from '../browser/test-browser.js';
import { launcher } from '../browser/widget.js';

// Builds real host applications with the built package, and visits them.

const HOSTS = import.meta.dirname;
const ROOT = join(HOSTS, '../..');
const PACKAGE = join(ROOT, 'dist/package');

const web = setUpSite();
const built = mkdtempSync(join(tmpdir(), 'haptik-feedback-hosts-'));
/** For apps with code that the Studio prints. */
const PRINTED = join(ROOT, 'dist/hosts');
afterAll(() => {
  for (const folder of [built, PRINTED]) rmSync(folder, { recursive: true, force: true });
});

/** Returns the Vite configuration for apps, with the paths of some packages. */
function configOf(outDir: string, packages: Record<string, string> = {}): InlineConfig {
  return {
    root: HOSTS,
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: {
      alias: [
        ...Object.entries(packages).map(([find, replacement]) => ({ find, replacement })),
        { find: /^haptik-feedback-widget$/, replacement: join(PACKAGE, 'index.js') },
        { find: /^haptik-feedback-widget\/(.+\.css)$/, replacement: join(PACKAGE, '$1') },
        { find: /^haptik-feedback-widget\/(.+)$/, replacement: join(PACKAGE, '$1.js') },
      ],
    },
    build: { outDir: join(built, outDir), emptyOutDir: true, modulePreload: false, cssCodeSplit: false },
  };
}

/** Builds apps of the folder `apps` for browsers. */
function buildApps(outDir: string, names: string[], config: InlineConfig) {
  const input = Object.fromEntries(names.map((name) => [basename(name).split('.')[0]!, resolve(HOSTS, name)]));
  const output = { entryFileNames: '[name].js', assetFileNames: 'assets/style[extname]' };
  return build({ ...config, build: { ...config.build, outDir: join(built, outDir), rolldownOptions: { input, output } } });
}

/** Writes an app into a folder of the repository, where its imports find the packages. */
function writeApp(name: string, files: Record<string, string>) {
  const folder = join(PRINTED, name);
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}

/** Serves a built folder and a page that loads one of its apps. */
function servePage(folder: string, app: string, markup = '') {
  for (const entry of readdirSync(join(built, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
    web.site.serve(path.slice(join(built, folder).length), { body: readFileSync(path), type });
  }
  const hasStyle = existsSync(join(built, folder, 'assets/style.css'));
  const head = hasStyle ? '<link rel="stylesheet" href="/assets/style.css">' : '';
  web.site.serve('/', html(`<div id="app">${markup}</div><script type="module" src="/${app}.js"></script>`, head));
}

/** Returns a function that finds a part of the Studio's code for a framework, with a theme that a test recognises. */
function writePrintedCode(embed: Way, display: Settings['display']) {
  const theme = { colors: { accent: { light: '#112233', dark: '#ff00ff' } }, dimensions: {} };
  const parts = writeCode({ ...DEFAULT_SETTINGS, display, theme, embed, relayUrl: '/feedback' });
  return (title: RegExp) => parts.find((part) => title.test(part.title))!.code;
}

/** Sends feedback from a page with printed code, and expects the printed theme. */
async function sendFromPrinted(page: Page, display: Settings['display']) {
  if (display === 'popover') await launcher(page).click();
  const button = page.getByRole('button', { name: 'Send feedback' });
  // The button has another colour under the pointer.
  await page.mouse.move(0, 0);
  await expect.poll(() => button.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe('rgb(17, 34, 51)');
  await give(page);
  await thanks(page).waitFor();
}

const DISPLAYS = ['inline', 'popover'] as const;

const heard = (page: Page) =>
  page.evaluate(() => (window as unknown as { heard: [string, unknown][] }).heard.map(([type]) => String(type)));

describe.each([
  ['18', join(HOSTS, 'react-18/node_modules')],
  ['19', join(ROOT, 'node_modules')],
])('React %s', (version, modules) => {
  const folder = `react-${version}`;
  const packages = { 'react-dom': join(modules, 'react-dom'), react: join(modules, 'react') };
  let markup: string;

  beforeAll(async () => {
    await buildApps(folder, ['apps/react-client.tsx', 'apps/react-element.tsx', 'apps/react-document.tsx'], configOf(folder, packages));
    const server = configOf(`${folder}-server`, packages);
    await build({ ...server, build: { ...server.build, ssr: join(HOSTS, 'apps/react-server.tsx') }, ssr: { noExternal: true } });
    ({ markup } = (await import(join(built, `${folder}-server/react-server.js`))) as { markup: string });
  });

  it.each([
    ['in the browser', () => ''],
    ['on a server', () => markup],
  ])('renders HaptikFeedback %s, with options, events and ref', async (_where, content) => {
    servePage(folder, 'react-client', content());
    const { page, errors, thrown } = await web.visit(web.site.url);
    await launcher(page).waitFor();
    expect(await page.locator('haptik-feedback').getAttribute('class')).toBe('from-the-app');

    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('heading', { name: 'Changed' }).waitFor();
    await give(page);
    await thanks(page).waitFor();
    await page.keyboard.press('Escape');

    await expect.poll(() => heard(page)).toEqual(['open', 'submit', 'success', 'close']);
    expect(web.site.posts).toMatchObject([{ auth_id: 'visitor-1', business_id: 343 }]);
    expect([errors, thrown]).toEqual([[], []]);
  });

  it.each(DISPLAYS)('sends feedback from the code that the Studio prints: %s', async (display) => {
    const part = writePrintedCode('react', display);
    const source = writeApp(`${folder}-printed-${display}`, {
      'Feedback.tsx': part(/^Feedback/),
      'theme.css': part(/^CSS/),
      'printed.tsx': `import { createRoot } from 'react-dom/client';
        import { Feedback } from './Feedback';
        import './theme.css';
        createRoot(document.querySelector('#app')!).render(<Feedback user={{ id: 'visitor-1' }} />);`,
    });
    const out = `${folder}-printed-${display}-built`;
    await buildApps(out, [join(source, 'printed.tsx')], {
      ...configOf(out, packages),
      oxc: { jsx: { development: false, importSource: 'react' } },
    });
    servePage(out, 'printed');
    const { page, errors, thrown } = await web.visit(web.site.url);

    await sendFromPrinted(page, display);

    expect(web.site.posts).toMatchObject([{ auth_id: 'visitor-1', business_id: 343 }]);
    expect([errors, thrown]).toEqual([[], []]);
  });

  it('renders an element that works without the component', async () => {
    servePage(folder, 'react-element');
    const { page, errors, thrown } = await web.visit(web.site.url);

    await give(page);
    await thanks(page).waitFor();

    expect([errors, thrown]).toEqual([[], []]);
  });
});

describe('a page that React 19 hydrates as a whole document', () => {
  it('keeps its launcher, and React reports nothing', async () => {
    servePage('react-19', 'react-document');
    const { documentMarkup } = (await import(join(built, 'react-19-server/react-server.js'))) as {
      documentMarkup: string;
    };
    web.site.serve('/', `<!doctype html>${documentMarkup}`);
    const { page, errors, thrown } = await web.visit(web.site.url);
    await page.waitForFunction(() => 'isHydrated' in window);

    await launcher(page).click();
    await give(page);
    await thanks(page).waitFor();

    expect(await page.locator('haptik-feedback').count()).toBe(1);
    expect([errors, thrown]).toEqual([[], []]);
  });
});

describe('Solid', () => {
  it('passes options by prop: and receives events by on:', async () => {
    const solid = (await import(join(HOSTS, 'solid/node_modules/vite-plugin-solid/dist/esm/index.mjs'))).default;
    const modules = join(HOSTS, 'solid/node_modules/solid-js');
    // These are the files for browsers: with an alias, Vite ignores the conditions in the package's `exports`.
    const packages = { 'solid-js/web': join(modules, 'web/dist/web.js'), 'solid-js': join(modules, 'dist/solid.js') };
    await buildApps('solid', ['apps/solid.jsx'], { ...configOf('solid', packages), plugins: [solid()] });
    servePage('solid', 'solid');
    const { page, errors, thrown } = await web.visit(web.site.url);

    await launcher(page).click();
    await page.getByRole('heading', { name: 'From the app' }).waitFor();
    await give(page);
    await thanks(page).waitFor();

    expect(await heard(page)).toEqual(['success']);
    expect([errors, thrown]).toEqual([[], []]);
  });
});

describe.each([
  ['10.19 with signals 1.2', 'preact-10.19'],
  ['10.25 with signals 2.0', 'preact-10'],
])('Preact %s', (_versions, folder) => {
  it('renders FeedbackWidget', async () => {
    const modules = join(HOSTS, folder, 'node_modules');
    const packages = { preact: join(modules, 'preact'), '@preact/signals': join(modules, '@preact/signals') };
    await buildApps(folder, ['preact.tsx'], configOf(folder, packages));
    servePage(folder, 'preact');
    const { page, errors, thrown } = await web.visit(web.site.url);
    await page.getByRole('heading', { name: 'From the app' }).waitFor();
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('heading', { name: 'Changed' }).waitFor();
    await give(page, 'A comment');
    await thanks(page).waitFor();

    expect(await heard(page)).toEqual(['feedback-submit', 'feedback-success']);
    expect([errors, thrown]).toEqual([[], []]);
  });
});

describe('Angular 20', () => {
  const app = join(HOSTS, 'angular');
  const compile = (folder: string) => {
    const compiler = join(app, 'node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js');
    execFileSync(process.execPath, [compiler, '-p', join(folder, 'tsconfig.json')], { stdio: 'pipe' });
  };

  it('passes options by [property] and receives events by (event)', async () => {
    compile(app);
    await buildApps('angular', ['angular/compiled/feedback.component.js'], configOf('angular'));
    servePage('angular', 'feedback', '<app-feedback></app-feedback>');
    const { page, errors, thrown } = await web.visit(web.site.url);
    await page.getByRole('heading', { name: 'From the app' }).waitFor();

    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('heading', { name: 'Changed' }).waitFor();
    await give(page, 'A comment');
    await thanks(page).waitFor();

    expect(await page.getByRole('status').first().textContent()).toBe('4');
    expect([errors, thrown]).toEqual([[], []]);
  });

  it.each(DISPLAYS)('sends feedback from the code that the Studio prints: %s', async (display) => {
    const part = writePrintedCode('angular', display);
    const folder = join(app, 'printed', display);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'feedback.component.ts'), part(/\.component\.ts$/));
    writeFileSync(join(folder, 'theme.css'), part(/^CSS/));
    writeFileSync(
      join(folder, 'printed.ts'),
      `import '@angular/compiler';
import 'zone.js';
import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { FeedbackComponent } from './feedback.component';

@Component({ selector: 'app-root', imports: [FeedbackComponent], template: '<app-feedback [user]="user" />' })
class AppComponent {
  user = { id: 'visitor-1' };
}

void bootstrapApplication(AppComponent);
`,
    );
    const config = JSON.parse(readFileSync(join(app, 'tsconfig.json'), 'utf8'));
    config.compilerOptions.paths['haptik-feedback-widget/element'] = [
      join(ROOT, 'dist/types/embed/package/element.d.ts'),
    ];
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...config, files: ['printed.ts'] }));

    compile(folder);
    writeFileSync(join(folder, 'compiled/main.js'), "import './printed.js';\nimport '../theme.css';\n");
    const out = `angular-${display}`;
    await buildApps(out, [join(folder, 'compiled/main.js')], configOf(out));
    servePage(out, 'main', '<app-root></app-root>');
    const { page, errors, thrown } = await web.visit(web.site.url);
    await sendFromPrinted(page, display);

    expect(web.site.posts).toMatchObject([{ auth_id: 'visitor-1', business_id: 343 }]);
    expect([errors, thrown]).toEqual([[], []]);
  });

  it('finds the types of every entry with TypeScript 5 and moduleResolution node10', () => {
    const typescript = join(app, 'node_modules/typescript/bin/tsc');
    const project = join(built, 'node10');
    cpSync(join(HOSTS, 'node10'), project, { recursive: true });
    mkdirSync(join(project, 'node_modules'));
    symlinkSync(ROOT, join(project, 'node_modules/haptik-feedback-widget'));

    const check = () =>
      execFileSync(process.execPath, [typescript, '-p', project], { encoding: 'utf8' });

    expect(check()).toBe('');
  });
});

describe('Vue 3 with its Vite plugin', () => {
  it.each(DISPLAYS)('sends feedback from the code that the Studio prints: %s', async (display) => {
    const { default: vue } = await import(join(HOSTS, 'vue/node_modules/@vitejs/plugin-vue/dist/index.mjs'));
    const part = writePrintedCode('vue', display);
    // The part is an entry in the list of plugins of vite.config.js.
    const plugin = new Function('vue', `return ${part(/^vite\.config/)}`)(vue);
    const source = writeApp(`vue-${display}`, {
      'Feedback.vue': part(/^Feedback/),
      'theme.css': part(/^CSS/),
      'printed.ts': `import { createApp } from 'vue';
        import Feedback from './Feedback.vue';
        import './theme.css';
        createApp(Feedback, { user: { id: 'visitor-1' } }).mount('#app');`,
    });
    const out = `vue-${display}-built`;
    const packages = { vue: join(HOSTS, 'vue/node_modules/vue/dist/vue.runtime.esm-bundler.js') };
    await buildApps(out, [join(source, 'printed.ts')], { ...configOf(out, packages), plugins: [plugin] });
    servePage(out, 'printed');
    const { page, errors, thrown } = await web.visit(web.site.url);

    await sendFromPrinted(page, display);

    expect(web.site.posts).toMatchObject([{ auth_id: 'visitor-1', business_id: 343 }]);
    expect([errors, thrown]).toEqual([[], []]);
  });
});

describe('Astro 5', () => {
  const app = join(HOSTS, 'astro');

  beforeAll(() => {
    const astro = join(app, 'node_modules/astro/astro.js');
    const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' as const };
    execFileSync(process.execPath, [astro, 'build', '--outDir', join(built, 'astro')], { cwd: app, env, stdio: 'pipe' });
  });

  /** Serves the built site. */
  const servePages = () => {
    servePage('astro', '');
    for (const name of ['', 'first', 'second']) {
      web.site.serve(`/${name}`, readFileSync(join(built, 'astro', name, 'index.html'), 'utf8'));
    }
  };

  it('hydrates FeedbackWidget, which a server has rendered, with @astrojs/preact', async () => {
    servePages();
    const { page, errors, thrown } = await web.visit(web.site.url);
    await page.locator('astro-island:not([ssr])').waitFor({ state: 'attached' });

    await give(page, 'A comment');
    await thanks(page).waitFor();

    expect([errors, thrown]).toEqual([[], []]);
  });

  it('keeps one launcher through view transitions', async () => {
    servePages();
    const { page, errors, thrown } = await web.visit(`${web.site.url}/first`);
    await launcher(page).waitFor();

    for (const name of ['second', 'first']) {
      await page.getByRole('link', { name: `Go to ${name}` }).click();
      await page.getByRole('heading', { name: `Page ${name}` }).waitFor();
    }
    await waitUntilRendered(page);

    expect(await page.locator('haptik-feedback').count()).toBe(1);
    await launcher(page).click();
    await give(page, 'A comment');
    await thanks(page).waitFor();
    expect([errors, thrown]).toEqual([[], []]);
  });
});

describe('Next 16, app router', () => {
  const browser = setUpBrowser(() => [url]);
  const app = join(HOSTS, 'next-16');
  const next = join(app, 'node_modules/next/dist/bin/next');
  let url: string;

  beforeAll(async () => {
    // The package is copied, as npm would install it, because Next does not follow links out of its folder.
    const installed = join(app, 'node_modules/haptik-feedback-widget');
    rmSync(installed, { recursive: true, force: true });
    mkdirSync(join(installed, 'dist'), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(installed, 'package.json'));
    cpSync(PACKAGE, join(installed, 'dist/package'), { recursive: true });
    for (const name of ['ky', 'preact', '@preact/signals', '@preact/signals-core']) {
      cpSync(join(ROOT, 'node_modules', name), join(app, 'node_modules', name), { recursive: true });
    }
    for (const display of DISPLAYS) await writePrinted(display);
  });

  /** Writes a page with the component that the Studio prints, and the printed theme. */
  async function writePrinted(display: Settings['display']) {
    const part = writePrintedCode('next', display);
    const folder = join(app, `app/printed-${display}`);
    mkdirSync(folder, { recursive: true });
    // The types are removed, because the app has no TypeScript.
    const { code } = await transformWithOxc(part(/feedback\.tsx$/), 'feedback.tsx', { lang: 'tsx', jsx: 'preserve' });
    writeFileSync(join(folder, 'feedback.jsx'), code);
    writeFileSync(join(folder, 'theme.css'), part(/^CSS/));
    writeFileSync(
      join(folder, 'page.jsx'),
      `import { Feedback } from './feedback';
import './theme.css';

export default function Page() {
  return <main><Feedback user={{ id: 'visitor-1' }} /></main>;
}
`,
    );
  }

  /** Visits a path and records the errors and warnings in the console, for example React's about hydration. */
  async function visit(path: string) {
    const complaints: string[] = [];
    const { page, thrown } = await browser.visit(url + path, {
      before: async (page) => {
        page.on('console', (message) => {
          // The app has no icon.
          const isComplaint = ['error', 'warning'].includes(message.type()) && !/favicon|404/.test(message.text());
          if (isComplaint) complaints.push(message.text());
        });
      },
    });
    return { page, complaints, thrown };
  }

  describe.each([
    ['production', 'start'],
    ['development', 'dev'],
  ] as const)('in %s', (mode, command) => {
    let server: ReturnType<typeof spawn>;

    beforeAll(async () => {
      const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: mode };
      if (command === 'start') execFileSync(process.execPath, [next, 'build'], { cwd: app, env, stdio: 'pipe' });
      server = spawn(process.execPath, [next, command, '--port', '0'], { cwd: app, env });
      url = await new Promise<string>((resolve) => {
        let output = '';
        server.stdout!.on('data', (text) => {
          output += text;
          const [, port] = /http:\/\/localhost:(\d+)/.exec(output) ?? [];
          if (port) resolve(`http://localhost:${port}`);
        });
      });
      // In development, Next builds a page at its first request. That can take longer than the timeout of a navigation.
      for (const display of DISPLAYS) await (await fetch(`${url}/printed-${display}`)).text();
    });
    afterAll(() => server?.kill());

    it.each(DISPLAYS)('sends feedback from the code that the Studio prints: %s', async (display) => {
      const { page, complaints, thrown } = await visit(`/printed-${display}`);

      await sendFromPrinted(page, display);

      expect([complaints, thrown]).toEqual([[], []]);
    });

    it('renders HaptikFeedback in a page that is a server component', async () => {
      const { page, complaints, thrown } = await visit('/');

      await page.getByRole('heading', { name: 'From the app' }).waitFor();
      await give(page);
      await thanks(page).waitFor();

      expect([complaints, thrown]).toEqual([[], []]);
    });

    it('renders the plain element in a page that is a server component', async () => {
      const { page, complaints, thrown } = await visit('/element');

      await give(page);
      await thanks(page).waitFor();

      expect([complaints, thrown]).toEqual([[], []]);
    });
  });
});
