import { build, type Plugin } from 'vite';

const PREFIX = '/virtual';

/**
 * Builds modules that are given as text, and returns the code of the bundle.
 *
 * @param plugin - the plugin under test
 * @param modules - code by path; the first is the entry. Other imports are found in `node_modules`.
 */
export async function buildModules(plugin: Plugin, modules: Record<string, string>): Promise<string> {
  const virtual: Plugin = {
    name: 'virtual-modules',
    enforce: 'pre',
    resolveId: (source) => (source in modules ? PREFIX + source : null),
    load: (id) => modules[id.replace(PREFIX, '')] ?? null,
  };
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    plugins: [virtual, plugin],
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: Object.keys(modules)[0]!, preserveEntrySignatures: 'strict' },
    },
  });
  const { output } = (Array.isArray(result) ? result[0]! : result) as { output: { code?: string }[] };
  return output.map(({ code = '' }) => code).join('\n');
}
