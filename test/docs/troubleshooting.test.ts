import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageOf, ROOT } from './pages.js';

const RELAY = join(ROOT, 'src/relay');
const { text } = pageOf('docs/troubleshooting.md');

/** A call that writes a line of level `warn` or `error`, up to its end. */
const CALL = /(?:log\.(?:warn|error)|createThrottledLine)\((.*?)\n? *\);/gs;
/** A sentence in the code: a text with spaces. */
const SENTENCE = /(['`])((?:(?!\1).)*\w \w(?:(?!\1).)*)\1/;

/** The beginning of each sentence, without what the code puts in: enough to find the line in a log. */
const beginnings = readdirSync(RELAY, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...readFileSync(join(RELAY, file), 'utf8').matchAll(CALL)])
  .flatMap(([, call]) => SENTENCE.exec(call!)?.[2] ?? [])
  .map((sentence) => sentence.split(/\$\{[^}]*\}|[:,(]/).find((part) => part.trim().includes(' '))!)
  .map((part) => part.trim().split(' ').slice(0, 4).join(' '));

describe('docs/troubleshooting.md explains each warning and error of the relay', () => {
  it.each(beginnings)('%s', (beginning) => {
    expect(text).toContain(beginning);
  });

  it('finds the lines in the code', () => {
    expect(beginnings.length).toBeGreaterThan(10);
  });
});
