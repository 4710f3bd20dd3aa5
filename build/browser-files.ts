import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EnvironmentOptions } from 'vite';
import { LOCALES } from '../src/messages/locale.ts';
import { versionOf } from './hashes.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'src');

/** The folder of the built browser files, relative to the project. */
export const BROWSER_FOLDER = 'dist/embed';

/**
 * The oldest browsers with `light-dark()`. For older targets, the build would compile it to code that ignores the page's
 * `color-scheme`. build/legacy-css.ts writes the replacement for them.
 */
export const CSS_TARGET = ['chrome123', 'firefox120', 'safari17.5'];

/** For files that only supported browsers fetch: what Chromium 109, Firefox 115 and Safari 16.4 understand. */
const MODULE_TARGET = 'es2022';

/** For files that a page includes: an older browser must be able to parse them, to find out that it cannot show the form. */
const SCRIPT_TARGET = 'es2020';

interface BrowserFile {
  /** The part of the file's name between `haptik-feedback` and `.js`; `[name]` is the key of `input`. */
  suffix: string;
  /** The source, in `src`. */
  input: string | Record<string, string>;
  /** True for a file that pages include with a script tag; false for one that other files import. */
  isScript?: boolean;
}

/**
 * The languages of the relay's page `/rate`. Its script contains the English messages, but no texts about links, so English
 * has a file, too.
 */
const PAGE_LANGUAGES = ['en', ...LOCALES];

/**
 * The browser files by Vite environment, in the order in which they are built. The loader and the inline
 * file come after the files that they fetch, because they contain the hashes of those files.
 */
const BROWSER_FILES = {
  form: { suffix: '.form', input: 'embed/element/form.tsx' },
  panel: { suffix: '.panel', input: 'embed/element/panel.ts' },
  legacy: { suffix: '.legacy', input: 'embed/element/legacy.ts' },
  asking: { suffix: '.asking', input: 'embed/asking/asking.ts' },
  shell: { suffix: '.shell', input: 'embed/script/shell.ts' },
  transport: { suffix: '.transport', input: 'embed/host/sending.ts' },
  locales: {
    suffix: '.locale.[name]',
    input: Object.fromEntries(LOCALES.map((locale) => [locale, `messages/${locale}.ts`])),
  },
  pageTexts: {
    suffix: '.page-texts.[name]',
    input: Object.fromEntries(PAGE_LANGUAGES.map((language) => [language, `page/link-texts/${language}.ts`])),
  },
  page: { suffix: '.page', input: 'page/page.tsx' },
  loader: { suffix: '', input: 'embed/script/loader.ts', isScript: true },
  inline: { suffix: '.inline', input: 'embed/script/inline.ts', isScript: true },
  standalone: { suffix: '.standalone', input: 'embed/script/standalone.ts', isScript: true },
} satisfies Record<string, BrowserFile>;

/** A Vite environment that builds browser files. */
export type BrowserEnvironment = keyof typeof BROWSER_FILES;

/** The environments of all browser files, in the order in which they must be built. */
export const BROWSER_ENVIRONMENTS = Object.keys(BROWSER_FILES) as BrowserEnvironment[];

/** Gives the name of a browser file, for example `haptik-feedback.form.js` for `.form`. */
export const browserFileName = (suffix: string) => `haptik-feedback${suffix}.js`;

/** Gives the absolute path of a built browser file. */
export const browserFilePath = (suffix: string) => join(ROOT, BROWSER_FOLDER, browserFileName(suffix));

/** Tells whether pages include a built browser file by a script tag; otherwise, other browser files import it. */
export function isScriptFile(path: string): boolean {
  const files: readonly BrowserFile[] = Object.values(BROWSER_FILES);
  return files.some(({ suffix, isScript }) => isScript && path === browserFilePath(suffix));
}

/** Gives the absolute paths of all built browser files. */
export function browserFilePaths(): string[] {
  const suffixes = Object.values(BROWSER_FILES).map(({ suffix }) => suffix);
  const named = [...LOCALE_SUFFIXES, ...PAGE_TEXT_SUFFIXES];
  return [...suffixes.filter((suffix) => !suffix.includes('[')), ...named].map(browserFilePath);
}

const LOCALE_SUFFIXES = LOCALES.map((locale) => `.locale.${locale}`);
const PAGE_TEXT_SUFFIXES = PAGE_LANGUAGES.map((language) => `.page-texts.${language}`);

/**
 * Gives the version that other browser files add to the URL of a built file. All locales share one version. The texts
 * about links in all languages share another.
 */
export function fetchedVersionOf(path: string): string {
  const groups = [LOCALE_SUFFIXES, PAGE_TEXT_SUFFIXES].map((suffixes) => suffixes.map(browserFilePath));
  return versionOf(groups.find((paths) => paths.includes(path)) ?? [path]);
}

/** Gives the constants that `src/page/page-files.ts` declares. The files that the page fetches must already be built. */
export function pageFilesConstants(): Record<string, unknown> {
  return {
    TEXTS_VERSION: versionOf(PAGE_TEXT_SUFFIXES.map(browserFilePath)),
    LOCALE_VERSION: versionOf(LOCALE_SUFFIXES.map(browserFilePath)),
    LOCALES,
  };
}

/**
 * Gives the constants that `src/embed/script/fetched-files.ts` declares. The files that the loader fetches must already be
 * built.
 */
export function fetchedFilesConstants(): Record<string, unknown> {
  const version = (...suffixes: string[]) => versionOf(suffixes.map(browserFilePath));
  return {
    FORM_VERSION: version('.form'),
    PANEL_VERSION: version('.panel'),
    LEGACY_VERSION: version('.legacy'),
    ASKING_VERSION: version('.asking'),
    SHELL_VERSION: version('.shell'),
    TRANSPORT_VERSION: version('.transport'),
    LOCALE_VERSION: version(...LOCALE_SUFFIXES),
    LOCALES,
  };
}

/** Configures the builds of the browser files. Each file is built alone and contains everything that it needs. */
export function browserEnvironments(): Record<BrowserEnvironment, EnvironmentOptions> {
  const environments = Object.entries<BrowserFile>(BROWSER_FILES).map(([name, file]) => [name, environmentOf(file)]);
  return Object.fromEntries(environments) as Record<BrowserEnvironment, EnvironmentOptions>;
}

/** Gives the version of `package.json`. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

function environmentOf({ suffix, input, isScript = false }: BrowserFile): EnvironmentOptions {
  const isOneFile = typeof input === 'string';
  return {
    consumer: 'client',
    define: { PACKAGE_VERSION: JSON.stringify(packageVersion()) },
    build: {
      outDir: BROWSER_FOLDER,
      emptyOutDir: false,
      copyPublicDir: false,
      target: isScript ? SCRIPT_TARGET : MODULE_TARGET,
      cssTarget: CSS_TARGET,
      modulePreload: false,
      reportCompressedSize: false,
      sourcemap: 'hidden',
      rolldownOptions: {
        input: isOneFile
          ? join(SOURCE, input)
          : Object.fromEntries(Object.entries(input).map(([name, path]) => [name, join(SOURCE, path)])),
        output: {
          format: isScript ? 'iife' : 'es',
          entryFileNames: browserFileName(suffix),
          ...(isOneFile && { codeSplitting: false }),
        },
        preserveEntrySignatures: isScript ? false : 'strict',
      },
    },
  };
}
