/** The longest body that is read, in characters. No answer of a relay is nearly as long. */
const MAX_LENGTH = 65_536;

/**
 * Reads the body of an answer as JSON.
 *
 * @param timeoutMs - how long the body may take to arrive, in milliseconds
 * @returns `undefined` when it is not JSON, too long, too slow or cut off
 */
export async function readJson(response: Response, timeoutMs: number): Promise<unknown> {
  const reader = response.body?.getReader();
  if (!reader) return undefined;
  const timer = setTimeout(() => reader.cancel().catch(() => {}), timeoutMs);
  try {
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
      if (text.length > MAX_LENGTH) return undefined;
    }
    return JSON.parse(text + decoder.decode());
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => {});
  }
}
