import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const COMPRESSIBLE = /^text\/|json|javascript|svg/;

/** The least of a hash that a `?v=` must carry to count as the content's, in characters. */
const VERSION_MIN_LENGTH = 8;

/** How files of a folder are served. */
export interface FilesOptions {
  /** `Cache-Control` of an answer whose URL does not carry the content's hash. */
  cacheControl: string;
  /** True for files that any site may load: answers carry the CORS and CORP headers for that. */
  shared: boolean;
}

interface File {
  type: string;
  etag: string;
  /** The content's SHA-256, as hex and as base64url, of which `?v=` may carry the start. */
  hashes: readonly string[];
  identity: Buffer;
  /** Smaller forms by `Content-Encoding`, best first. */
  encoded: Promise<readonly { encoding: string; bytes: Buffer }[]>;
}

/** @returns the answer, or `undefined` for a path that is no file of the folder */
export type ServeFile = (request: Request, pathname: string) => Promise<Response | undefined>;

/**
 * Serves the files that a folder holds at the start, compressed once. Names are looked up, never joined, so that no
 * path leads out of the folder.
 *
 * @param folder - one that does not exist counts as empty
 */
export function serveFiles(folder: string, options: FilesOptions): ServeFile {
  const files = new Map<string, File>();
  for (const path of listFiles(folder)) {
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    const file = readFile(path);
    files.set(name, file);
    if (name.endsWith('/index.html')) files.set(name.slice(0, -'index.html'.length), file);
  }

  return async (request, pathname) => {
    const file = files.get(pathname);
    if (!file) return undefined;
    const version = new URL(request.url).searchParams.get('v') ?? '';
    const isVersioned = version.length >= VERSION_MIN_LENGTH && file.hashes.some((hash) => hash.startsWith(version));
    const headers: Record<string, string> = {
      'content-type': file.type,
      'cache-control': isVersioned ? 'public, max-age=31536000, immutable' : options.cacheControl,
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
      ...(options.shared && { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }),
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return Response.json({ error_message: 'method not allowed' }, { status: 405, headers: { allow: 'GET, HEAD' } });
    }
    const accepted = acceptedEncodings(request.headers.get('accept-encoding'));
    const form = (await file.encoded).find(({ encoding }) => accepted.has(encoding));
    // Each encoding is a representation of its own, with an ETag of its own (RFC 9110, section 8.8.3).
    headers.etag = form ? file.etag.replace(/"$/, `-${form.encoding}"`) : file.etag;
    if (matches(request.headers.get('if-none-match'), headers.etag))
      return new Response(null, { status: 304, headers });
    const bytes = form?.bytes ?? file.identity;
    if (form) headers['content-encoding'] = form.encoding;
    headers['content-length'] = String(bytes.length);
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers });
  };
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  } catch {
    return [];
  }
}

function readFile(path: string): File {
  const identity = readFileSync(path);
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const hash = createHash('sha256').update(identity).digest();
  return {
    type,
    etag: `"${hash.toString('base64url').slice(0, 22)}"`,
    hashes: [hash.toString('hex'), hash.toString('base64url')],
    identity,
    encoded: COMPRESSIBLE.test(type) ? compress(identity) : Promise.resolve([]),
  };
}

async function compress(bytes: Buffer): Promise<readonly { encoding: string; bytes: Buffer }[]> {
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  return [
    { encoding: 'br', bytes: brotli },
    { encoding: 'gzip', bytes: gzipped },
  ].filter((form) => form.bytes.length < bytes.length);
}

function acceptedEncodings(header: string | null): Set<string> {
  const items = (header ?? '').toLowerCase().split(',');
  return new Set(items.filter((item) => !/;\s*q=0(\.0*)?\s*$/.test(item)).map((item) => item.split(';')[0]!.trim()));
}

function matches(ifNoneMatch: string | null, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((item) => {
    const tag = item.trim().replace(/^W\//, '');
    return tag === '*' || tag === etag;
  });
}
