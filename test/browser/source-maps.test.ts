import { readdirSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const DIST = join(import.meta.dirname, '../../dist');

/** Finds a text in a built file, and returns the line of the source that the source map names for it. */
function sourceLineOf(file: string, text: string): { source: string; line: string } {
  const lines = readFileSync(join(DIST, file), 'utf8').split('\n');
  const lineIndex = lines.findIndex((line) => line.includes(text));
  const map = new SourceMap(JSON.parse(readFileSync(join(DIST, `${file}.map`), 'utf8')));
  const entry = map.findEntry(lineIndex, lines[lineIndex]!.indexOf(text));
  if (!('originalSource' in entry)) throw new Error(`The source map of ${file} has no entry for ${text}.`);
  const index = map.payload.sources.indexOf(entry.originalSource);
  return { source: entry.originalSource, line: map.payload.sourcesContent[index]!.split('\n')[entry.originalLine]! };
}

describe('source maps', () => {
  it.each([
    ['embed/haptik-feedback.js', 'readyState'],
    ['embed/haptik-feedback.transport.js', 'idempotency-key'],
    ['embed/haptik-feedback.standalone.js', 'idempotency-key'],
    ['relay/node.js', 'idempotency-key'],
  ])('%s leads to the line of our source with %s', (file, text) => {
    const { source, line } = sourceLineOf(file, text);

    expect(source).toContain('/src/');
    expect(line.toLowerCase()).toContain(text.toLowerCase());
  });

  it('contain no path of the machine that built them', () => {
    const root = join(DIST, '..');
    const maps = ['embed', 'relay'].flatMap((folder) =>
      readdirSync(join(DIST, folder))
        .filter((name) => name.endsWith('.map'))
        .map((name) => join(DIST, folder, name)),
    );

    expect(maps.filter((path) => readFileSync(path, 'utf8').includes(root))).toEqual([]);
  });

  it('add no byte to the files', () => {
    for (const file of ['embed/haptik-feedback.js', 'embed/haptik-feedback.standalone.js', 'relay/node.js']) {
      expect(readFileSync(join(DIST, file), 'utf8')).not.toContain('sourceMappingURL');
    }
  });
});
