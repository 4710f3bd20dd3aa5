import { basename } from 'node:path';
import { sizesOf } from './sizes.ts';

/** The largest size of each browser file in bytes, compressed with brotli. */
const BUDGETS: Record<string, number> = {
  'haptik-feedback.js': 3345,
  'haptik-feedback.inline.js': 6640,
  'haptik-feedback.form.js': 15_090,
  'haptik-feedback.panel.js': 1880,
  'haptik-feedback.legacy.js': 2220,
  'haptik-feedback.asking.js': 4095,
  'haptik-feedback.shell.js': 3645,
  'haptik-feedback.transport.js': 5730,
  'haptik-feedback.standalone.js': 27_300,
  // Together with the page's HTML and a locale, this file stays under 20 kB, so that a link opens fast on a phone.
  'haptik-feedback.page.js': 17_170,
  'haptik-feedback.page-texts.[language].js': 430,
  'haptik-feedback.locale.[language].js': 1030,
};

/**
 * Prints the sizes of browser files.
 *
 * @param paths - the built files
 * @throws {Error} when a file is over its budget, or has none
 */
export function checkBudgets(paths: readonly string[]): void {
  const rows = paths.map((path) => {
    const name = basename(path);
    return { name, ...sizesOf(path), budget: BUDGETS[name.replace(/\.(locale|page-texts)\.\w+/, '.$1.[language]')] };
  });
  const cell = (value: string | number | undefined) => String(value ?? '').padStart(9);
  console.log(`\n${'browser file'.padEnd(34)}${['raw', 'gzip', 'brotli', 'budget'].map(cell).join('')}`);
  for (const { name, raw, gzip, brotli, budget } of rows) {
    console.log(`${name.padEnd(34)}${[raw, gzip, brotli, budget].map(cell).join('')}`);
  }
  const problems = rows.flatMap(({ name, brotli, budget }) => {
    if (budget === undefined) return [`${name} has no budget: add one in build/budgets.ts`];
    return brotli > budget ? [`${name} is ${brotli - budget} bytes over its budget of ${budget} (brotli)`] : [];
  });
  if (problems.length > 0) throw new Error(`The browser files are too large: ${problems.join('; ')}.`);
}
