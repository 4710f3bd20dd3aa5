import { minify } from 'terser';
import type { Plugin } from 'vite';

/**
 * Minifies the output of Vite's minifier again, with terser. Saves 0.7 to 2.2 % of a browser file (brotli): 45 bytes in the
 * loader, 93 in the form, 149 in the transport, 279 in the standalone file.
 *
 * @param commentOf - returns the comment at the start of a file, given the ids of the file's modules
 */
export function minifyTwice(commentOf: (moduleIds: readonly string[]) => string | undefined = () => undefined): Plugin {
  return {
    name: 'minify-twice',
    async generateBundle({ format }, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      if (chunks.length === 0) this.error('minify-twice found no code in the bundle.');
      for (const chunk of chunks) {
        const map = bundle[`${chunk.fileName}.map`];
        const preamble = commentOf(chunk.moduleIds);
        const minified = await minify(chunk.code, {
          module: format === 'es',
          ecma: 2020,
          compress: { passes: 3 },
          format: preamble ? { preamble } : {},
          ...(map?.type === 'asset' && { sourceMap: { content: String(map.source), filename: chunk.fileName } }),
        });
        if (!minified.code) this.error(`minify-twice: terser gave no code for ${chunk.fileName}.`);
        chunk.code = minified.code;
        if (map?.type === 'asset') map.source = String(minified.map);
      }
    },
  };
}
