import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../../..');

/** @typedef {{ body: Buffer, type: string }} File a file that the site serves, with its media type */

const TYPES = /** @type {Record<string, string>} */ ({
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
});

/**
 * Bundles and minifies a page's code with Vite, as many sites do.
 *
 * @param {string} entry - a path relative to the parent folder
 * @param {Map<string, File>} files - the built files are added to it
 * @returns {Promise<string>} the tags for the page's head
 */
export async function buildPage(entry, files) {
  const name = entry.replace(/\W+/g, '-');
  const built = await build({
    configFile: false,
    root: join(import.meta.dirname, '..'),
    logLevel: 'error',
    resolve: {
      alias: [
        { find: 'haptik-feedback-widget/style.css', replacement: join(ROOT, 'dist/package/style.css') },
        { find: /^haptik-feedback-widget$/, replacement: join(ROOT, 'dist/package/index.js') },
      ],
    },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      reportCompressedSize: false,
      assetsDir: name,
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      rolldownOptions: { input: join(import.meta.dirname, '..', entry) },
    },
  });
  const outputs = 'output' in built ? built.output : [];
  let tags = '';
  for (const output of outputs) {
    const path = `/${output.fileName}`;
    const content = output.type === 'chunk' ? output.code : output.source;
    files.set(path, { body: Buffer.from(content), type: typeOf(path) });
    if (output.type === 'chunk' && output.isEntry) tags += `<script type="module" crossorigin src="${path}"></script>`;
    if (path.endsWith('.css')) tags += `<link rel="stylesheet" crossorigin href="${path}">`;
  }
  return tags;
}

/**
 * Adds the built browser files.
 *
 * @param {Map<string, File>} files - the browser files are added to it
 */
export function addBrowserFiles(files) {
  const folder = join(ROOT, 'dist/embed');
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
    files.set(`/${name}`, { body: readFileSync(join(folder, name)), type: typeOf(name) });
  }
}

/** @param {string} path */
function typeOf(path) {
  return TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}
