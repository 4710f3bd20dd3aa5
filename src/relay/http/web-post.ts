import type { Post } from './plain.js';

/** A web-standard request in plain values. */
export function webPost(request: Request): Post {
  return {
    header: (name) => request.headers.get(name),
    async read(maxBytes) {
      // With a length the server itself stops at it, so that the whole can be read at once.
      if (request.headers.has('content-length')) return new Uint8Array(await request.arrayBuffer());
      return readAtMost(request.body, maxBytes);
    },
  };
}

async function readAtMost(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  if (!stream) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxBytes) {
      reader.cancel().catch(() => {});
      return undefined;
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
