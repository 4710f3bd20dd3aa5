import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import postcss from 'postcss';
import { describe, expect, it } from 'vitest';

// Finds features that the oldest supported browsers (docs/embedding.md) lack, by the data of caniuse and MDN. The code
// works without the features in the lists below.

const ROOT = join(import.meta.dirname, '../..');
const EMBED = join(ROOT, 'dist/embed');
const FLOOR = ['chrome 109', 'safari 16.4', 'ios_saf 16.4', 'firefox 115'];

// These packages have a lock file of their own.
const require = createRequire(import.meta.url);
const { ESLint } = require('eslint') as {
  ESLint: new (options: object) => { lintText(code: string): Promise<[{ messages: { message: string }[] }]> };
};
const compat: unknown = require('eslint-plugin-compat');
const doiuse = require('doiuse') as (options: {
  browsers: string[];
  onFeatureUsage(usage: { feature: string }): void;
}) => postcss.Plugin;

describe('the oldest supported browsers', () => {
  it.each(readdirSync(EMBED).filter((name) => name.endsWith('.js')))('have every API that %s uses', async (name) => {
    const eslint = new ESLint({
      overrideConfigFile: true,
      overrideConfig: [
        {
          plugins: { compat },
          rules: { 'compat/compat': 'error' },
          settings: { browsers: FLOOR, lintAllEsApis: true },
          languageOptions: { ecmaVersion: 2022, sourceType: 'module' },
        },
      ],
    });

    const [{ messages }] = await eslint.lintText(readFileSync(join(EMBED, name), 'utf8'));

    const known = [
      // src/feedback/comment.ts counts code points without it.
      'Intl.Segmenter() is not supported in Firefox 115',
      // src/embed/element/when-idle.ts expects a fast network without the first, and uses `setTimeout` without the second.
      'navigator.connection() is not supported in Safari 16.4, iOS Safari 16.4',
      'requestIdleCallback is not supported in Safari 16.4, iOS Safari 16.4',
    ];
    expect(messages.map(({ message }) => message).filter((message) => !known.includes(message))).toEqual([]);
  });

  it.each([
    // build/legacy-css.ts replaces `:has()` for the focus. A field that cannot be resized can be scrolled.
    ['widget/style.css', ['css-has', 'css-resize']],
    // All of them support `polygon()`, the shape of the launcher's star. caniuse counts other shapes under both names.
    ['embed/element/launcher.css', ['css-clip-path', 'css-masks']],
    // A `clip-path` hides the announcement. All of them support `inset()`. caniuse counts other shapes, too.
    ['embed/element/panel.css', ['css-clip-path', 'css-has', 'css-masks']],
  ])('have every feature that %s uses, except those in the list', (name, known) => {
    const lacking = new Set<string>();
    const plugin = doiuse({ browsers: FLOOR, onFeatureUsage: ({ feature }) => lacking.add(feature) });

    void postcss([plugin]).process(readFileSync(join(ROOT, 'src', name), 'utf8'), { from: undefined }).css;

    expect([...lacking].sort()).toEqual(known);
  });
});
