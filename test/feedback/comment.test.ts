import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { countCharacters, fitInsertion, fitsComment } from '../../src/feedback/comment.js';

describe('fitsComment', () => {
  it('counts characters as a person sees them', () => {
    expect(countCharacters('👩‍👩‍👧e\u0301नि')).toBe(3);
    expect(fitsComment('👩‍👩‍👧'.repeat(5), 5)).toBe(true);
    expect(fitsComment('👩‍👩‍👧'.repeat(6), 5)).toBe(false);
  });

  it('never exceeds the limit of the wire', () => {
    expect(fitsComment('👩‍👩‍👧'.repeat(1300), 10_000)).toBe(false);
    expect(fitsComment('a'.repeat(10_000), 10_000)).toBe(true);
  });
});

describe('fitInsertion', () => {
  it('shortens a paste and keeps the rest of the comment', () => {
    expect(fitInsertion('[]', '[abcdef]', 7, 5)).toEqual({ text: '[abc]', caret: 4 });
  });

  it('adds nothing to a full comment', () => {
    expect(fitInsertion('abcde', 'abXcde', 3, 5)).toEqual({ text: 'abcde', caret: 2 });
  });

  it('keeps a full comment when a letter is typed beside the same letter', () => {
    expect(fitInsertion('aaaaa', 'aaaaaa', 3, 5)).toEqual({ text: 'aaaaa', caret: 2 });
  });

  it('keeps a full comment when it is pasted before itself', () => {
    expect(fitInsertion('ab', 'abab', 2, 2)).toEqual({ text: 'ab', caret: 0 });
  });

  it('takes as much of a paste as fits when the paste begins like what follows it', () => {
    expect(fitInsertion('aaaa', 'aaaaaaa', 5, 5)).toEqual({ text: 'aaaaa', caret: 3 });
  });

  it('never splits an emoji', () => {
    expect(fitInsertion('ab', 'ab👩‍👩‍👧👩‍👩‍👧', 18, 3)).toEqual({ text: 'ab👩‍👩‍👧', caret: 10 });
  });

  it('keeps the letter before an accent that does not fit any more', () => {
    const full = 'e'.repeat(10_000);

    expect(fitInsertion(full, `${full}\u0301`, 10_001, 10_000)).toEqual({ text: full, caret: 10_000 });
  });

  it('shortens a paste that replaces an emoji', () => {
    expect(fitInsertion('👩\u200d👧b', 'xyzb', 3, 2)).toEqual({ text: 'xb', caret: 1 });
  });

  it('returns the earlier comment when its rest no longer fits', () => {
    const family = '👩\u200d👧';

    expect(fitInsertion(family, '👩x👧', 3, 1)).toEqual({ text: family, caret: 3 });
  });

  it('returns a text that fits and shortens only the insertion', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(text, text, text, fc.integer({ min: 1, max: 60 }), (head, insertion, tail, maxLength) => {
        fc.pre(fitsComment(head + tail, maxLength));
        const { text: fitted, caret } = fitInsertion(
          head + tail,
          head + insertion + tail,
          (head + insertion).length,
          maxLength,
        );
        expect(fitsComment(fitted, maxLength)).toBe(true);
        expect(caret).toBeLessThanOrEqual(fitted.length);
        expect(fitted.startsWith(head)).toBe(true);
        expect(fitted.endsWith(tail)).toBe(true);
      }),
    );
  });
});

describe('a browser without Intl.Segmenter', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('counts and shortens by code points', () => {
    vi.stubGlobal('Intl', {});

    expect(countCharacters('e\u0301👍')).toBe(3);
    expect(fitInsertion('', '👍👍👍', 6, 2)).toEqual({ text: '👍👍', caret: 4 });
  });
});
