import type { HonoRequest, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from './refusal.js';

/** The largest body, in bytes. */
const BODY_MAX_BYTES = 64 * 1024;

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Refuses (415) a body that is not JSON in UTF-8 without compression. */
export const requireJsonType: MiddlewareHandler = ({ req }, next) => {
  const [type, ...parameters] = (req.header('content-type') ?? '').toLowerCase().split(/[ \t]*;[ \t]*/);
  const isUtf8 = parameters
    .filter((parameter) => parameter.startsWith('charset='))
    .every((parameter) => /^charset=("?)utf-?8\1$/.test(parameter));
  const encoding = req.header('content-encoding')?.toLowerCase() ?? 'identity';
  if (type === 'application/json' && isUtf8 && encoding === 'identity') return next();
  throw new Refusal(415, 'type', 'content-type must be application/json');
};

const limitStreamedBody = bodyLimit({ maxSize: BODY_MAX_BYTES, onError: refuseLargeBody });

/** Refuses (413) a body that is too large, and (400) one that breaks off. Never holds more than the limit. */
export const limitBodySize: MiddlewareHandler = (context, next) => {
  const length = context.req.header('content-length');
  if (length === undefined || context.req.header('transfer-encoding') !== undefined) {
    return limitStreamedBody(context, next).catch(refuseBrokenBody);
  }
  // The server stops reading at this length. `bodyLimit` would create a stream for it: a tenth of a request's CPU.
  return Number(length) > BODY_MAX_BYTES ? refuseLargeBody() : next();
};

/** Parses the body; refuses (400) what is not JSON in UTF-8. */
export async function readJson(request: HonoRequest): Promise<unknown> {
  return parseJson(await readBytes(request));
}

/** Reads the body; refuses (400) one that breaks off. */
export function readBytes(request: HonoRequest): Promise<ArrayBuffer> {
  return request.arrayBuffer().catch(refuseBrokenBody);
}

/** Parses a body; refuses (400) what is not JSON in UTF-8. */
export function parseJson(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(UTF_8.decode(bytes));
  } catch {
    throw new Refusal(400, 'json', 'body must be JSON in UTF-8');
  }
}

function refuseLargeBody(): never {
  throw new Refusal(413, 'size', `body must have at most ${BODY_MAX_BYTES} bytes`);
}

function refuseBrokenBody(error: unknown): never {
  throw error instanceof Refusal ? error : new Refusal(400, 'broken-off', 'body was broken off');
}
