/** More than any answer that means something; what is longer is not read. */
const MAX_BYTES = 65_536;

/**
 * Reads an answer's body as JSON.
 *
 * @param timeoutMs - how long it may take to arrive, in milliseconds
 * @returns `undefined` for what is not JSON, too long, too slow or cut off
 */
export async function readJson(response: Response, timeoutMs: number): Promise<unknown> {
  const reader = response.body?.getReader();
  if (!reader) return undefined;
  const late = setTimeout(() => reader.cancel().catch(() => {}), timeoutMs);
  try {
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
      if (text.length > MAX_BYTES) return undefined;
    }
    return JSON.parse(text + decoder.decode());
  } catch {
    return undefined;
  } finally {
    clearTimeout(late);
    reader.cancel().catch(() => {});
  }
}
