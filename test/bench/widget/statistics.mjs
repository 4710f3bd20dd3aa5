/**
 * The middle of some numbers, and what the middle half of them lies between.
 *
 * @typedef {{ median: number, low: number, high: number }} Summary
 */

/**
 * @param {readonly number[]} numbers - what is not a number is left out
 * @returns {Summary} of no numbers: all NaN
 */
export function summarize(numbers) {
  const sorted = numbers.filter((number) => !Number.isNaN(number)).toSorted((a, b) => a - b);
  const at = (/** @type {number} */ part) => {
    const place = part * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    const above = sorted[Math.ceil(place)] ?? Number.NaN;
    return below + (above - below) * (place % 1);
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}
