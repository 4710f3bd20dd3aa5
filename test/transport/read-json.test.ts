import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readJson } from '../../src/transport/read-json.js';

const TIMEOUT_MS = 1000;

/** A body that comes in chunks, and never ends without `isEnding`. */
function bodyOf(chunks: Uint8Array[], isEnding = true) {
  const cancel = vi.fn();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      if (isEnding) controller.close();
    },
    cancel,
  });
  return { response: new Response(stream), cancel };
}
const bytes = (text: string) => new TextEncoder().encode(text);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('reads JSON that comes in chunks, even where a chunk ends within a character', async () => {
  const text = bytes('{"a":"é"}');

  expect(await readJson(bodyOf([text.slice(0, 7), text.slice(7)]).response, TIMEOUT_MS)).toEqual({ a: 'é' });
});

it.each([
  ['no body', new Response(null)],
  ['an empty body', new Response('')],
  ['HTML', new Response('<h1>Oops</h1>')],
  ['JSON that is cut off', new Response('{"a":')],
])('returns undefined for %s', async (_name, response) => {
  expect(await readJson(response, TIMEOUT_MS)).toBeUndefined();
});

it('reads 65,536 characters, and cancels a longer body', async () => {
  const longest = JSON.stringify('x'.repeat(65_534));
  const tooLong = bodyOf([bytes(`${longest} `)], false);

  expect(await readJson(new Response(longest), TIMEOUT_MS)).toHaveLength(65_534);
  expect(await readJson(tooLong.response, TIMEOUT_MS)).toBeUndefined();
  expect(tooLong.cancel).toHaveBeenCalledOnce();
});

it('gives up when the body takes too long', async () => {
  const { response, cancel } = bodyOf([bytes('{')], false);
  const reading = readJson(response, TIMEOUT_MS);

  await vi.advanceTimersByTimeAsync(TIMEOUT_MS - 1);
  expect(cancel).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);

  expect(await reading).toBeUndefined();
  expect(cancel).toHaveBeenCalledOnce();
});

it('leaves no timer behind', async () => {
  await readJson(new Response('{}'), TIMEOUT_MS);

  expect(vi.getTimerCount()).toBe(0);
});
