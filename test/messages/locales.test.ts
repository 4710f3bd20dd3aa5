import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import en from '../../src/messages/en.js';
import type { Messages, PluralMap } from '../../src/messages/messages.js';

const FOLDER = join(import.meta.dirname, '../../src/messages');

/** The most bytes that a locale's file may have as it is built, compressed with brotli. */
const BUDGET = 1030;

/** Texts that are the same in English. */
const SAME_AS_ENGLISH = ['es.no'];

/** Plural forms that name the number in words. */
const NUMBER_IN_WORDS = [
  'ar.star.one',
  'ar.star.two',
  'ar.charactersLeft.zero',
  'ar.charactersLeft.one',
  'ar.charactersLeft.two',
  'ar.retryIn.one',
  'ar.retryIn.two',
];

/** The locales: files whose name is a language tag. */
const tags = readdirSync(FOLDER)
  .map((name) => /^([a-z]{2,3}(-[A-Za-z0-9]+)*)\.ts$/.exec(name)?.[1])
  .filter((tag) => tag !== undefined && tag !== 'en') as string[];

const locales = await Promise.all(
  tags.map(async (tag) => {
    const { default: messages } = await import(/* @vite-ignore */ pathToFileURL(join(FOLDER, `${tag}.ts`)).href);
    return { tag, messages: messages as Messages };
  }),
);

it('finds the locales', () => {
  expect(tags).not.toEqual([]);
});

describe.each(locales)('$tag', ({ tag, messages }) => {
  const maps = Object.entries(messages).filter(([, value]) => value.other) as [string, PluralMap][];
  const texts = textsOf(messages);
  const english = new Map(textsOf(en));

  it('is a language whose plural rules the runtime knows', () => {
    expect(Intl.PluralRules.supportedLocalesOf(tag)).toEqual([tag]);
  });

  it('has the same texts as English', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
  });

  it('has a text for exactly the plural categories of the language', () => {
    const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
    const expected = [...new Set([...pluralCategories, 'other'])].sort();
    expect(maps.map(([key]) => key).sort()).toEqual(['charactersLeft', 'retryIn', 'star']);
    for (const [key, map] of maps) expect(Object.keys(map).sort(), key).toEqual(expected);
  });

  it('has a word for each of five stars', () => {
    expect(new Set(messages.ratingWords).size).toBe(5);
  });

  it('keeps the placeholders', () => {
    for (const [path, text] of texts) {
      const [key] = path.split('.');
      const expected = key === 'shared' ? ['{time}'] : maps.some(([name]) => name === key) ? ['{count}'] : [];
      const found = text.match(/\{\w*\}?|\}/g) ?? [];
      const isWord = found.length === 0 && NUMBER_IN_WORDS.includes(`${tag}.${path}`);
      if (!isWord) expect(found, path).toEqual(expected);
    }
  });

  it('has no empty text, and no extra spaces', () => {
    for (const [path, text] of texts) {
      expect(text, path).not.toBe('');
      expect(text, path).toBe(text.trim());
      expect(text, path).not.toMatch(/ {2}/);
    }
  });

  it('is in the Unicode normal form C', () => {
    for (const [path, text] of texts) expect(text, path).toBe(text.normalize('NFC'));
  });

  it('is translated', () => {
    const isLatin = new Intl.Locale(tag).maximize().script === 'Latn';
    for (const [path, text] of texts) {
      if (SAME_AS_ENGLISH.includes(`${tag}.${path}`)) continue;
      if (isLatin) expect(text, path).not.toBe(english.get(path) ?? english.get(path.replace(/\.\w+$/, '.other')));
      else expect(text.replace(/\{\w+\}/g, ''), path).not.toMatch(/[a-z]/i);
    }
  });

  it(`needs at most ${BUDGET} bytes`, () => {
    // As the build writes it: keys without quotes, in the shortest module.
    const literal = JSON.stringify(messages).replace(/"(\w+)":/g, '$1:');
    const file = Buffer.from(`var e=${literal};export{e as default};`);
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: file.length };
    expect(brotliCompressSync(file, { params }).length).toBeLessThanOrEqual(BUDGET);
  });
});

/** Lists each text with its path: `title`, `star.one`. */
function textsOf(messages: Messages): [path: string, text: string][] {
  return Object.entries(messages as unknown as Record<string, string | Record<string, string>>).flatMap(
    ([key, value]): [string, string][] =>
      typeof value === 'string'
        ? [[key, value]]
        : Object.entries(value).map(([category, text]) => [`${key}.${category}`, text]),
  );
}
