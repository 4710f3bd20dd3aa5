import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A file's size in bytes: uncompressed, and compressed at the highest level of gzip and brotli. */
export interface Sizes {
  raw: number;
  gzip: number;
  brotli: number;
}

/** Measures a file. */
export function sizesOf(path: string): Sizes {
  const content = readFileSync(path);
  return {
    raw: content.length,
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }).length,
  };
}
