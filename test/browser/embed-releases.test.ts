import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { attributes } from './site.js';
import { give, setUpSite, thanks } from './test-browser.js';
import { LAUNCHER_SCRIPT, launcher } from './widget.js';

const web = setUpSite();
const INLINE_SCRIPT = `<script src="/haptik-feedback.js" data-target="main" ${attributes('data-')}></script>`;

/** Serves some files of release 0.1.0 in the place of the new ones. */
function serveOld(...files: string[]) {
  for (const file of files) {
    const body = readFileSync(join(import.meta.dirname, '../releases/0.1.0', `${file}.txt`));
    web.site.serve(`/${file}`, { body, type: 'text/javascript; charset=utf-8' });
  }
}

/** Sends feedback; returns `thanks`, or the text that says why it is impossible. */
async function sendFeedback(page: Page): Promise<string> {
  const problem = page.getByRole('alert').filter({ hasText: /\S/ });
  await page.getByRole('radio', { name: '4 stars' }).or(problem).first().waitFor();
  if ((await problem.count()) > 0) return (await problem.textContent())!;
  await give(page, 'Mixed');
  await thanks(page).or(problem).first().waitFor();
  return (await thanks(page).count()) > 0 ? 'thanks' : (await problem.textContent())!;
}

const LOADER = 'haptik-feedback.js';
const FORM = 'haptik-feedback.form.js';
const PANEL = 'haptik-feedback.panel.js';
const TRANSPORT = 'haptik-feedback.transport.js';
const UNREACHABLE = 'We could not reach the feedback service. Your answers are kept; please try again.';

/** What the page shows with the old files. */
const MIXTURES: [name: string, files: string[], expected: string][] = [
  ['the old loader', [LOADER], 'thanks'],
  ['the old form, panel and transport', [FORM, PANEL, TRANSPORT], 'thanks'],
  ['the old loader, form and panel', [LOADER, FORM, PANEL], UNREACHABLE],
  ['the old loader and form', [LOADER, FORM], UNREACHABLE],
  ['the old transport', [TRANSPORT], UNREACHABLE],
  ['the old panel', [PANEL], 'thanks'],
  ['the old form', [FORM], UNREACHABLE],
];

describe('a page with files of two releases works or says why, and throws nothing', () => {
  it.each(MIXTURES)('inline with %s', async (_, files, expected) => {
    serveOld(...files);
    const { page, thrown } = await web.open('<main></main>', INLINE_SCRIPT);

    expect(await sendFeedback(page)).toBe(expected);
    expect(web.site.posts).toHaveLength(expected === 'thanks' ? 1 : 0);
    expect(thrown).toEqual([]);
  });

  it.each(MIXTURES)('behind a launcher with %s', async (_, files, expected) => {
    serveOld(...files);
    const { page, thrown } = await web.open('', LAUNCHER_SCRIPT);
    await launcher(page).click();

    expect(await sendFeedback(page)).toBe(expected);
    expect(web.site.posts).toHaveLength(expected === 'thanks' ? 1 : 0);
    expect(thrown).toEqual([]);
  });
});
