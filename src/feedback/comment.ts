import { COMMENT_MAX_UNITS } from './limits.js';

let segmenter: Intl.Segmenter | undefined;

function segmentsOf(text: string): Iterable<{ segment: string }> {
  // Firefox before 125 has no `Intl.Segmenter`. There an emoji of several code points counts as several characters.
  if (!Intl.Segmenter) return [...text].map((segment) => ({ segment }));
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
}

/** Counts characters as a person sees them: an emoji of several code points is one. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of segmentsOf(text)) count++;
  return count;
}

/** True when a comment is within both limits: the site's, in characters, and the wire's, in UTF-16 units. */
export function fitsComment(text: string, maxLength: number): boolean {
  // A character is at least one unit, so a text with few enough units needs no counting.
  return text.length <= COMMENT_MAX_UNITS && (text.length <= maxLength || countCharacters(text) <= maxLength);
}

/**
 * Shortens what was just typed or pasted until the comment fits. The rest of the comment stays.
 *
 * @param before - the comment before the insertion; it fits
 * @param after - the comment with the insertion
 * @param caret - the end of the insertion, in UTF-16 units
 * @param maxLength - the site's limit, in characters
 * @returns the comment and where the caret belongs
 */
export function fitInsertion(
  before: string,
  after: string,
  caret: number,
  maxLength: number,
): { text: string; caret: number } {
  if (fitsComment(after, maxLength)) return { text: after, caret };
  const tail = after.slice(caret);
  // An insertion that begins like the tail makes the common start reach into the tail, so its length is limited.
  const start = Math.min(commonStart(before, after.slice(0, caret)), Math.max(before.length - tail.length, 0));
  // No `Array.from()`: Prototype.js replaces it with a function that returns nothing for segments.
  const pieces = [...segmentsOf(after.slice(start, caret))].map(({ segment }) => segment);
  // Binary search for the longest start of the insertion that fits, because pasted text may be very long.
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fitsComment(after.slice(0, start) + pieces.slice(0, middle).join('') + tail, maxLength)) low = middle;
    else high = middle - 1;
  }
  const head = after.slice(0, start) + pieces.slice(0, low).join('');
  return fitsComment(head + tail, maxLength)
    ? { text: head + tail, caret: head.length }
    : { text: before, caret: Math.min(caret, before.length) };
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
