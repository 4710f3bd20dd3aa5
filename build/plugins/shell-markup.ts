import type { Plugin } from 'vite';
import { runnerImport } from 'vite';
import { fillIn } from './file-versions.ts';
import { mustFind } from './must-find.ts';

const MODULE = '/embed/script/shell-markup.ts';

type Shell = ReturnType<typeof import('../shell/render-shell.tsx')['renderShell']>;

let rendered: Promise<Shell> | undefined;

/** Renders the form's first state from its components, once. */
export function renderShell(): Promise<Shell> {
  rendered ??= importAndRender();
  return rendered;
}

async function importAndRender(): Promise<Shell> {
  const { module } = await runnerImport<typeof import('../shell/render-shell.tsx')>('/build/shell/render-shell.tsx', {
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  });
  return module.renderShell();
}

/** Fills in the markup and the English texts that `src/embed/script/shell-markup.ts` declares. */
export function shellMarkup(render: () => Promise<Shell>): Plugin {
  return mustFind([MODULE], (markFound) => ({
    name: 'shell-markup',
    enforce: 'pre', // Must run before Vite removes `declare const`, which it looks for.
    async transform(code, id) {
      if (!id.endsWith(MODULE)) return null;
      markFound(MODULE);
      const { markup, texts } = await render();
      return { code: fillIn(code, { SHELL: markup, SHELL_EN: texts }, MODULE), map: null };
    },
  }));
}
