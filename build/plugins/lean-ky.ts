import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { mustFind } from './must-find.ts';

/** The version of ky whose modules `PARTS` replaces. */
const KY_VERSION = '1.14.3';

const ERRORS = `
// Needed only for options that the transport does not set, or if a page's own \`fetch\` rejects with no \`Error\`.
export class ForceRetryError {}
export const HTTPError = Error;
export const NonError = Error;
`;

/** The replacements of ky's modules, by path. Each contains only what the transport uses. */
const PARTS: Readonly<Record<string, string>> = {
  'index.js': `
import { Ky } from './core/Ky.js';
export default {
  create: (defaults) => (input, options) =>
    Ky.create(input, { ...defaults, ...options, retry: { ...defaults.retry, ...options.retry } }),
};
`,
  'core/constants.js': `
// ky calls \`AbortSignal.any()\`, which older browsers lack, only if the caller passes a signal; the transport passes none.
export const supportsAbortController = true;
export const supportsAbortSignal = true;
export const supportsRequestStreams = false;
export const supportsResponseStreams = false;
export const supportsFormData = false;
export const responseTypes = {};
export const maxSafeTimeout = 2_147_483_647;
export const stop = {};
export class RetryMarker {}
`,
  'errors/ForceRetryError.js': ERRORS,
  'errors/HTTPError.js': ERRORS,
  'errors/NonError.js': ERRORS,
  'utils/body.js': `
export const streamRequest = (request) => request;
export const streamResponse = (response) => response;
`,
  'utils/merge.js': `
export const mergeHeaders = (_, headers) => new Headers(headers);
export const mergeHooks = (defaults, hooks) => ({ ...defaults, ...hooks });
`,
  'utils/normalize.js': `
export const normalizeRequestMethod = (method) => method.toUpperCase();
export const normalizeRetryOptions = (retry) => retry;
`,
  'utils/options.js': `
export const findUnknownOptions = () => ({});
export const hasSearchParameters = () => false;
`,
  'utils/type-guards.js': `
// ky calls these only if \`retry.shouldRetry\` has not decided; the transport's always decides.
export const isHTTPError = () => false;
export const isTimeoutError = () => false;
`,
};

/**
 * Expressions of the class `Ky` that the transport does not need. The minifier then removes the code that only they used.
 * The build fails if a pattern is not found.
 */
const UNUSED: readonly [part: string, pattern: RegExp, replacement: string][] = [
  [
    'options that the transport does not set, or sets to false',
    /\b(this|ky)\.#options\.(json|parseJson|prefixUrl|searchParams|throwHttpErrors|on(Up|Down)loadProgress)\b(?! \+?= )/g,
    'undefined',
  ],
  ["the caller's signal", /\bthis\.#userProvidedAbortSignal\b(?! = )/g, 'undefined'],
  [
    'hooks',
    /for \(const hook of (this|ky)\.#options\.hooks\.(beforeRequest|beforeRetry|beforeError)\)/g,
    'while (false)',
  ],
  [
    'methods that read answers',
    /for \(const \[type, mimeType\] of Object\.entries\(responseTypes\)\)/g,
    'while (false)',
  ],
];

const FOLDER = '/ky/distribution/';
const CLASS = 'core/Ky.js';
const PRIVATE_NAMES = "ky's private names";
const PRIVATE_NAME = /(?<=[\s.])#[a-z]\w*/g;

/**
 * Removes from ky what the transport does not use. Saves (brotli):
 *
 * - 2,740 bytes in the transport's file, 2,720 in the standalone file: `PARTS` and `UNUSED`. The transport sets few options
 *   and one hook, and reads the answer by itself.
 * - 290 bytes in the standalone file: private names (`#options`) become plain ones (`_0`). Browsers of 2020 cannot parse
 *   private names, and the code that imitates them is long.
 *
 * The project `lean-ky` in vitest.config.ts runs the transport's tests with the reduced ky.
 *
 * @throws {Error} when another version of ky is installed than the one that `PARTS` and `UNUSED` were written for
 */
export function leanKy(version = installedVersion()): Plugin {
  if (version !== KY_VERSION) {
    throw new Error(`ky ${version} is installed: compare it with PARTS and UNUSED in build/plugins/lean-ky.ts.`);
  }
  const paths = Object.keys(PARTS);
  const unused = UNUSED.map(([part]) => part);
  return mustFind([...paths, ...unused, PRIVATE_NAMES], (markFound) => ({
    name: 'lean-ky',
    enforce: 'pre',
    load(id) {
      const path = paths.find((name) => id.endsWith(FOLDER + name));
      if (!path) return null;
      markFound(path);
      return PARTS[path]!;
    },
    transform(code, id) {
      if (!id.includes(FOLDER)) return null;
      let shorter = code;
      if (id.endsWith(FOLDER + CLASS)) {
        for (const [part, pattern, replacement] of UNUSED) {
          const before = shorter;
          shorter = before.replace(pattern, replacement);
          if (shorter !== before) markFound(part);
        }
      }
      shorter = shortenPrivateNames(shorter);
      if (shorter === code) return null;
      markFound(PRIVATE_NAMES);
      // No line moves, so the source map of the unchanged module still names the right lines.
      return { code: shorter, map: null };
    },
  }));
}

function installedVersion(): string {
  const path = join(import.meta.dirname, '../../node_modules/ky/package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

/** Replaces a module's private names with short plain ones. */
export function shortenPrivateNames(code: string): string {
  const names = [...new Set(code.match(PRIVATE_NAME))];
  return code.replace(PRIVATE_NAME, (name) => `_${names.indexOf(name).toString(36)}`);
}
