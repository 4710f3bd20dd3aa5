import { expect, test } from 'vitest';
import { readAnswerText } from '../../../src/relay/haptik/read-answer-text.js';

const KIB = 1024;
async function* chunks(...parts: (string | Uint8Array | Error)[]) {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield typeof part === 'string' ? new TextEncoder().encode(part) : part;
  }
}

test('joins the chunks', async () => {
  expect(await readAnswerText(chunks('{"success"', ':true}'))).toBe('{"success":true}');
});

test('reads a character that is split between two chunks', async () => {
  const [first, ...rest] = new TextEncoder().encode('é!');

  expect(await readAnswerText(chunks(new Uint8Array([first!]), new Uint8Array(rest)))).toBe('é!');
});

test('replaces an incomplete last character', async () => {
  expect(await readAnswerText(chunks('a', new Uint8Array([0xc3])))).toBe('a\ufffd');
});

test('reads 64 KiB, and not one byte more', async () => {
  expect(await readAnswerText(chunks('x'.repeat(64 * KIB)))).toHaveLength(64 * KIB);
  expect(await readAnswerText(chunks('x'.repeat(32 * KIB), 'x'.repeat(32 * KIB), 'x'))).toBeUndefined();
});

test('returns undefined when the body breaks off', async () => {
  expect(await readAnswerText(chunks('{"success":true}', new Error('connection lost')))).toBeUndefined();
});
