import type { Post } from './plain.js';
import { Refusal } from './refusal.js';

/** The largest body, in bytes. */
export const BODY_MAX_BYTES = 64 * 1024;

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a body as JSON: its type first (415), then its size (413), then its text (400). No more than the limit is ever
 * held, also when the sender does not say how much will come.
 */
export async function readJson(post: Post): Promise<unknown> {
  checkType(post);
  const length = post.header('content-length');
  if (length !== null && Number(length) > BODY_MAX_BYTES) throw tooLarge();
  let bytes: Uint8Array | undefined;
  try {
    bytes = await post.read(BODY_MAX_BYTES);
  } catch {
    throw new Refusal(400, 'broken-off', 'body was broken off');
  }
  if (bytes === undefined || bytes.length > BODY_MAX_BYTES) throw tooLarge();
  try {
    return JSON.parse(UTF_8.decode(bytes));
  } catch {
    throw new Refusal(400, 'json', 'body must be JSON in UTF-8');
  }
}

function checkType(post: Post): void {
  const given = post.header('content-type');
  const encoding = post.header('content-encoding');
  if (given === 'application/json' && encoding === null) return;
  const [type, ...parameters] = (given ?? '').toLowerCase().split(/[ \t]*;[ \t]*/);
  const isUtf8 = parameters
    .filter((parameter) => parameter.startsWith('charset='))
    .every((parameter) => /^charset=("?)utf-?8\1$/.test(parameter));
  if (type !== 'application/json' || !isUtf8 || (encoding !== null && encoding.toLowerCase() !== 'identity')) {
    throw new Refusal(415, 'type', 'content-type must be application/json');
  }
}

function tooLarge(): Refusal {
  return new Refusal(413, 'size', `body must have at most ${BODY_MAX_BYTES} bytes`);
}
