/** How much of Haptik's answer the relay reads, in decoded bytes. */
const ANSWER_MAX_BYTES = 64 * 1024;

/**
 * Reads the body of Haptik's answer as UTF-8.
 *
 * @returns `undefined` when the body breaks off, cannot be decoded or is longer than 64 KiB
 */
export async function readAnswerText(body: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > ANSWER_MAX_BYTES) return undefined;
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch {
    return undefined;
  }
}
