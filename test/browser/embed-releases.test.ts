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

/** Waits for the thanks, or for a text that says why there are none. */
async function outcome(page: Page): Promise<string> {
  const problem = page.getByRole('alert').filter({ hasText: /\S/ });
  await thanks(page).or(problem).first().waitFor();
  return (await thanks(page).count()) > 0 ? 'thanks' : (await problem.textContent())!;
}

const LOADER = 'haptik-feedback.js';
const FORM = 'haptik-feedback.form.js';
const PANEL = 'haptik-feedback.panel.js';
const TRANSPORT = 'haptik-feedback.transport.js';
const UNREACHABLE = 'We could not reach the feedback service. Your answers are kept; please try again.';

describe.each([
  ['inline', INLINE_SCRIPT, '<main></main>'],
  ['launcher', LAUNCHER_SCRIPT, ''],
])('a page with files of two releases (%s)', (kind, script, body) => {
  it.each<[string, string[], string]>([
    ['the old loader', [LOADER], 'thanks'],
    ['the old form, panel and transport', [FORM, PANEL, TRANSPORT], 'thanks'],
    ['the old loader and form', [LOADER, FORM], UNREACHABLE],
    ['the old transport', [TRANSPORT], UNREACHABLE],
    ['the old panel', [PANEL], 'thanks'],
    ['the old form', [FORM], UNREACHABLE],
  ])('works or says why, and throws nothing, with %s', async (_, old, expected) => {
    serveOld(...old);
    const { page, thrown } = await web.open(body, script);
    if (kind === 'launcher') await launcher(page).click();
    await give(page, 'Mixed');

    expect(await outcome(page)).toBe(expected);
    expect(web.site.posts).toHaveLength(expected === 'thanks' ? 1 : 0);
    expect(thrown).toEqual([]);
  });
});
