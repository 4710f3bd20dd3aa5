/**
 * A median with its quartiles: half of the numbers lie from `low` to `high`.
 *
 * @typedef {{ median: number, low: number, high: number }} Summary
 */

/**
 * Computes the median and the quartiles.
 *
 * @param {readonly number[]} numbers - NaN is ignored
 * @returns {Summary} with NaN everywhere if there is no number
 */
export function summarize(numbers) {
  const sorted = numbers.filter((number) => !Number.isNaN(number)).toSorted((a, b) => a - b);
  const quantile = (/** @type {number} */ share) => {
    const index = share * (sorted.length - 1);
    const below = sorted[Math.floor(index)] ?? Number.NaN;
    const above = sorted[Math.ceil(index)] ?? Number.NaN;
    return below + (above - below) * (index % 1);
  };
  return { median: quantile(0.5), low: quantile(0.25), high: quantile(0.75) };
}
