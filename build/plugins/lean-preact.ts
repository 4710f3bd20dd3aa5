import type { Plugin } from 'vite';
import { mustFind } from './must-find.ts';

const SIGNALS = '@preact/signals';
const JSX_RUNTIME = 'preact/jsx-runtime';
const LEAN_JSX_RUNTIME = '\0lean-jsx-runtime';

/** JSX compiles to calls of `jsx`. Preact's `createElement` does the same, and the bundle holds it anyway. */
const LEAN_JSX_RUNTIME_CODE = `
import { createElement } from 'preact';
export { Fragment } from 'preact';
export const jsx = (type, props, key) => createElement(type, { ...props, key });
export { jsx as jsxs };
`;

/**
 * Leaves two parts of Preact out of the browser files. Saves 1768 bytes (brotli) in the form's file:
 *
 * - 1719 bytes: `@preact/signals` becomes `@preact/signals-core`. Components then do not re-render by themselves when a
 *   signal that they read changes; ours subscribe where they need to.
 * - 49 bytes: `preact/jsx-runtime` becomes a few lines on top of `createElement`.
 */
export function leanPreact(): Plugin {
  return mustFind([SIGNALS, JSX_RUNTIME], (markFound) => ({
    name: 'lean-preact',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source !== SIGNALS && source !== JSX_RUNTIME) return null;
      markFound(source);
      if (source === JSX_RUNTIME) return LEAN_JSX_RUNTIME;
      const signals = await this.resolve(source, importer, { skipSelf: true });
      const core = signals && (await this.resolve('@preact/signals-core', signals.id, { skipSelf: true }));
      return core ?? this.error('@preact/signals or its dependency @preact/signals-core is not installed: run npm ci.');
    },
    load: (id) => (id === LEAN_JSX_RUNTIME ? LEAN_JSX_RUNTIME_CODE : null),
  }));
}
