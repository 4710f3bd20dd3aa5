import { Refusal } from './refusal.js';

/** The largest body, in bytes. */
const BODY_MAX_BYTES = 64 * 1024;

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a body as JSON: its type first (415), then its size (413), then its text (400). No more than the limit is ever
 * held, also when the sender does not say how much will come.
 */
export async function readJson(request: Request): Promise<unknown> {
  checkType(request.headers);
  const bytes = await readBytes(request);
  try {
    return JSON.parse(UTF_8.decode(bytes));
  } catch {
    throw new Refusal(400, 'json', 'body must be JSON in UTF-8');
  }
}

function checkType(headers: Headers): void {
  const [type, ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(/[ \t]*;[ \t]*/);
  const encoding = headers.get('content-encoding');
  const isUtf8 = parameters
    .filter((parameter) => parameter.startsWith('charset='))
    .every((parameter) => /^charset=("?)utf-?8\1$/.test(parameter));
  if (type !== 'application/json' || !isUtf8 || (encoding !== null && encoding.toLowerCase() !== 'identity')) {
    throw new Refusal(415, 'type', 'content-type must be application/json');
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const length = request.headers.get('content-length');
  if (length !== null && Number(length) > BODY_MAX_BYTES) throw tooLarge();
  try {
    // With a length the server itself stops at it, so that the whole can be read at once.
    const bytes = length === null ? await readAtMost(request.body) : new Uint8Array(await request.arrayBuffer());
    if (bytes.length > BODY_MAX_BYTES) throw tooLarge();
    return bytes;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, 'broken-off', 'body was broken off');
  }
}

async function readAtMost(stream: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  if (!stream) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > BODY_MAX_BYTES) {
      reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function tooLarge(): Refusal {
  return new Refusal(413, 'size', `body must have at most ${BODY_MAX_BYTES} bytes`);
}
