import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Liquid } from 'liquidjs';
import type { Page } from 'playwright';
import { build, type Plugin } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { compileScript, parse } from 'vue/compiler-sfc';
import { IS_FULL_MATRIX } from './matrix.js';
import { setUpPlayground } from './playground-page.js';
import { html } from './site.js';
import { give, setUpSite, thanks } from './test-browser.js';
import { launcher } from './widget.js';

const playground = setUpPlayground();
const web = setUpSite();

const ROOT = join(import.meta.dirname, '../..');
/** A folder in the repository, so that imports find its packages. */
const FOLDER = join(ROOT, 'dist/playground-snippets');
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const THEME = 'accent=112233.ff00ff&themeOption=dark';
const DARK_ACCENT = 'rgb(255, 0, 255)';

/** Reads the code parts that the Studio shows for a way, by their titles. */
async function readCode(embed: string, display: string): Promise<Record<string, string>> {
  const relayUrl = encodeURIComponent(`${web.site.url}/feedback`);
  const page = await playground.open(`#studio?${THEME}&embed=${embed}&display=${display}&relayUrl=${relayUrl}`);
  const parts = page.locator('.embed .snippet');
  await parts.first().waitFor();
  const entries = await parts.evaluateAll((all) =>
    all.map((part) => [part.querySelector('h3')!.textContent, part.querySelector('code')!.textContent] as const),
  );
  return Object.fromEntries(entries);
}

const filledIn = (code: string) => code.replaceAll('USER', 'visitor-1');

/** Sends feedback and checks that it arrives, and that the form has the theme and the options of the Studio. */
async function expectFeedback(page: Page, display: string) {
  if (display === 'popover') await launcher(page).click();
  const button = page.getByRole('button', { name: 'Send feedback' });
  // The button has another colour under the pointer.
  await page.mouse.move(0, 0);
  await expect.poll(() => button.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe(DARK_ACCENT);
  await give(page);
  await thanks(page).waitFor();
  expect(web.site.posts).toEqual([{ auth_id: 'visitor-1', business_id: 343, query_rating: 4, query_resolved: true }]);
}

async function visit(markup: string, display: string) {
  web.site.serve('/', markup);
  const { page, errors, thrown } = await web.visit(web.site.url);
  await expectFeedback(page, display);
  // The page of the mobile app has no icon link, so the browser requests /favicon.ico.
  expect([errors.filter((error) => !error.includes('404')), thrown]).toEqual([[], []]);
}

it.each(['id', 'token'])(
  'sends feedback unchanged to the demo, from a page of another port: visitor by %s',
  async (by) => {
    const studio = await playground.open(`#studio?visitor=${by}`);
    await studio.getByRole('button', { name: 'try the one of this page' }).press('Enter');
    const code = studio.locator('.embed code').first();
    await expect.poll(() => code.textContent()).toContain(playground.url);

    const { page } = await web.open((await code.textContent())!);
    await give(page);
    await thanks(page).waitFor();

    const received = await (await fetch(`${playground.url}demo/received`)).json();
    expect(received).toMatchObject([{ status: 201, body: { auth_id: 'demo-user', business_id: 343 } }]);
  },
);

const DISPLAYS = IS_FULL_MATRIX ? ['inline', 'popover'] : ['inline'];

describe.each(DISPLAYS)('the printed code on an empty page, %s', (display) => {
  it('sends feedback: script tag', async () => {
    const { HTML } = await readCode('script', display);

    await visit(html(filledIn(HTML!)), display);
  });

  it('sends feedback: element', async () => {
    const { HTML } = await readCode('element', display);

    await visit(html(filledIn(HTML!)), display);
  });

  it('sends feedback: tag manager, which creates scripts again and drops data- attributes', async () => {
    const { 'Custom HTML': tag } = await readCode('tag-manager', display);
    const text = JSON.stringify(tag!.replaceAll('{{User id}}', '"visitor-1"')).replaceAll('</', '<\\/');

    await visit(
      html(`<div id="feedback"></div><script>
        const tag = document.createElement('div');
        tag.innerHTML = ${text};
        document.body.append(tag);
        for (const old of tag.querySelectorAll('script')) {
          const script = document.createElement('script');
          if (old.src) script.src = old.src;
          else script.text = old.text;
          old.replaceWith(script);
        }
      </script>`),
      display,
    );
  });

  it('sends feedback: WordPress', async ({ skip }) => {
    if (spawnSync('php', ['--version']).error) skip('php is not installed');
    const { 'functions.php': code } = await readCode('wordpress', display);
    const program = `
      function esc_attr($text) { return htmlspecialchars($text, ENT_QUOTES); }
      function is_user_logged_in() { return true; }
      function get_current_user_id() { return 'visitor-1'; }
      function add_action($hook, $callback) { if ($hook === 'wp_footer') $callback(); }
      function add_shortcode($name, $callback) { echo $callback(); }
      ${code}`;

    const { stdout, stderr } = spawnSync('php', ['-r', program], { encoding: 'utf8' });

    expect(stderr).toBe('');
    await visit(html(stdout), display);
  });

  it('sends feedback: Shopify', async () => {
    const { 'blocks/haptik-feedback.liquid': code } = await readCode('shopify', display);
    const [block, schema] = code!.split('{% schema %}');
    const scope = { customer: { id: 'visitor-1' }, block: { shopify_attributes: 'data-shopify-editor-block="1"' } };

    const markup = await new Liquid().parseAndRender(block!, scope);

    expect(JSON.parse(schema!.replace('{% endschema %}', ''))).toHaveProperty('name');
    await visit(html(markup), display);
  });

  it('shows nothing to a Shopify visitor who is not logged in', async () => {
    const { 'blocks/haptik-feedback.liquid': code } = await readCode('shopify', display);

    const markup = await new Liquid().parseAndRender(code!.split('{% schema %}')[0]!, { block: {} });

    expect(markup).not.toContain('<script');
  });

  it.each(['preact', 'react', 'vue'])('sends feedback: a build with %s', async (embed) => {
    const parts = await readCode(embed, display);
    const { code, css } = await buildApp(embed, parts);

    web.site.serve('/app.js', { body: code, type: 'text/javascript' });
    await visit(
      html('<div id="app"></div><script type="module" src="/app.js"></script>', `<style>${css}</style>`),
      display,
    );
  });
});

it('sends feedback from the page of a mobile app', async () => {
  const { 'HTML of the page': page } = await readCode('webview', 'inline');

  await visit(filledIn(page!), 'inline');
});

/** The lines that show the printed component in `#app`, for a visitor who is logged in. */
const MAINS: Record<string, string> = {
  preact: `/** @jsxImportSource preact */
    import { render } from 'preact';
    import { Feedback } from './Feedback';
    render(<Feedback user={{ id: 'visitor-1' }} />, document.querySelector('#app')!);`,
  react: `/** @jsxImportSource react */
    import { createRoot } from 'react-dom/client';
    import { Feedback } from './Feedback';
    createRoot(document.querySelector('#app')!).render(<Feedback user={{ id: 'visitor-1' }} />);`,
  vue: `import { createApp } from 'vue';
    import Feedback from './Feedback.vue';
    createApp(Feedback, { user: { id: 'visitor-1' } }).mount('#app');`,
};

/** Builds an app with the printed component, and returns its script and its styles. */
async function buildApp(embed: string, parts: Record<string, string>) {
  const folder = join(FOLDER, embed);
  mkdirSync(folder, { recursive: true });
  for (const [title, code] of Object.entries(parts)) {
    const pragma = embed === 'vue' ? '' : `/** @jsxImportSource ${embed} */\n`;
    if (/^Feedback\./.test(title)) writeFileSync(join(folder, title), pragma + code);
  }
  writeFileSync(join(folder, 'main.tsx'), MAINS[embed]!);
  const packaged = join(ROOT, 'dist/package');
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: embed === 'vue' ? [compileVue(parts['vite.config.js, in plugins']!)] : [],
    resolve: {
      alias: [
        { find: /^haptik-feedback-widget$/, replacement: join(packaged, 'index.js') },
        { find: /^haptik-feedback-widget\/(.+\.css)$/, replacement: join(packaged, '$1') },
        { find: /^haptik-feedback-widget\/(.+)$/, replacement: join(packaged, '$1.js') },
      ],
    },
    build: {
      outDir: 'out',
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: join(folder, 'main.tsx'),
        output: { entryFileNames: 'app.js', assetFileNames: '[name][extname]', codeSplitting: false },
      },
    },
  });
  const css = readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.css'));
  const theme = Object.entries(parts).find(([title]) => title.startsWith('CSS'))![1];
  return {
    code: readFileSync(join(folder, 'out/app.js'), 'utf8'),
    css: [...css.map((name) => readFileSync(join(folder, 'out', name), 'utf8')), theme].join('\n'),
  };
}

/** Compiles single-file components with the compiler options that the Studio prints for Vue's plugin. */
function compileVue(configuration: string): Plugin {
  const { template } = new Function('vue', `return ${configuration}`)((options: object) => options);
  return {
    name: 'compile-vue',
    transform(code, id) {
      if (!id.endsWith('.vue')) return undefined;
      const { descriptor } = parse(code, { filename: id });
      const options = { id: 'feedback', inlineTemplate: true, templateOptions: template };
      return compileScript(descriptor, options).content;
    },
  };
}
