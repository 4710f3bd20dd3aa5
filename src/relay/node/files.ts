import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import { accepts } from 'hono/accepts';
import { getMimeType } from 'hono/utils/mime';

const COMPRESSIBLE = /^text\/|json|javascript|svg/;

/** How much of the content's hash a `?v=` must carry, in characters. */
const VERSION_MIN_LENGTH = 8;

/** Configures how the files of a folder are served. */
export interface FilesOptions {
  /** The `Cache-Control` of an answer whose URL does not carry the content's hash. */
  cacheControl: string;
  /** True for files that any site may load. Their answers carry CORS and CORP headers. */
  isShared: boolean;
}

/** A file with one encoding. */
interface Representation {
  encoding: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Differs between the encodings of a file (RFC 9110, section 8.8.3). */
  etag: string;
}

interface File {
  type: string;
  /** The content's SHA-256 as hex and as base64url. `?v=` may carry the start of either. */
  hashes: readonly string[];
  /** Smallest first; the last is not compressed. */
  representations: Promise<readonly Representation[]>;
}

/**
 * Serves from memory the files that a folder contains at the start. All answers share the same bytes.
 *
 * Hono's `serveStatic` has no ETag and opens the file for every request. A path is looked up, never joined to the
 * folder's, so no path leads out of the folder.
 *
 * @param folder - a folder that does not exist counts as empty
 */
export function serveFiles(folder: string, { cacheControl, isShared }: FilesOptions): MiddlewareHandler {
  const files = readFolder(folder);
  return async (context, next) => {
    const { method, path } = context.req;
    const file = files.get(path);
    if (!file) return files.has(`${path}/`) ? redirectIntoFolder(context) : next();
    if (method !== 'GET' && method !== 'HEAD') {
      return context.json({ error_message: 'method not allowed' }, 405, { allow: 'GET, HEAD' });
    }
    const { encoding, bytes, etag } = await chooseRepresentation(context, file);
    const headers: Record<string, string> = {
      'content-type': file.type,
      'cache-control': isVersioned(context, file) ? 'public, max-age=31536000, immutable' : cacheControl,
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
      etag,
      ...(files.has(`${path}.map`) && { sourcemap: `${path.slice(path.lastIndexOf('/') + 1)}.map` }),
      ...(isShared && { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }),
    };
    if (isKnown(context.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers });
    if (encoding !== 'identity') headers['content-encoding'] = encoding;
    headers['content-length'] = String(bytes.length);
    return new Response(method === 'HEAD' ? null : bytes, { headers });
  };
}

/** Adds the slash that the relative links of a folder's page need. */
function redirectIntoFolder({ req }: Context): Response {
  const location = `${req.path.slice(req.path.lastIndexOf('/') + 1)}/${new URL(req.url).search}`;
  return new Response(null, { status: 302, headers: { location } });
}

function readFolder(folder: string): Map<string, File> {
  const files = new Map<string, File>();
  for (const path of listFiles(folder)) {
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    const file = readFile(path);
    files.set(name, file);
    if (name.endsWith('/index.html')) files.set(name.slice(0, -'index.html'.length), file);
  }
  return files;
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
  const bytes = new Uint8Array(readFileSync(path));
  const type = getMimeType(path) ?? 'application/octet-stream';
  const hash = createHash('sha256').update(bytes).digest();
  const base64url = hash.toString('base64url');
  const represent = (encoding: string, encoded: Uint8Array<ArrayBuffer>): Representation => {
    const suffix = encoding === 'identity' ? '' : `-${encoding}`;
    return { encoding, bytes: encoded, etag: `"${base64url.slice(0, 22)}${suffix}"` };
  };
  return {
    type,
    hashes: [hash.toString('hex'), base64url],
    // Only developers fetch source maps, and compressing them takes longer than compressing all other files.
    representations: encode(bytes, COMPRESSIBLE.test(type) && !path.endsWith('.map')).then((encoded) =>
      Object.entries(encoded).map(([encoding, form]) => represent(encoding, form)),
    ),
  };
}

/** Compresses content once. A compressed form that saves nothing is left out. */
async function encode(
  bytes: Uint8Array<ArrayBuffer>,
  isCompressible: boolean,
): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  if (!isCompressible) return { identity: bytes };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  return {
    ...(br.length < bytes.length && { br: new Uint8Array(br) }),
    ...(gz.length < bytes.length && { gzip: new Uint8Array(gz) }),
    identity: bytes,
  };
}

async function chooseRepresentation(context: Context, { representations }: File): Promise<Representation> {
  const available = await representations;
  const chosen = accepts(context, {
    header: 'Accept-Encoding',
    supports: available.map(({ encoding }) => encoding),
    default: 'identity',
    // The smallest form that the client accepts, whatever it prefers: clients rate all encodings alike.
    match: (accepted, { supports }) =>
      supports.find((encoding) => accepted.some(({ type, q }) => type === encoding && q > 0)) ?? 'identity',
  });
  return available.find(({ encoding }) => encoding === chosen)!;
}

function isVersioned(context: Context, { hashes }: File): boolean {
  const version = context.req.query('v') ?? '';
  return version.length >= VERSION_MIN_LENGTH && hashes.some((hash) => hash.startsWith(version));
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes('*') || tags.includes(etag);
}
