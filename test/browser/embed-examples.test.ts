import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type Site, startSite, visit } from './embed-site.js';

const FOLDER = join(import.meta.dirname, '../../public/examples');
const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.html') && name !== 'index.html');

let browser: Browser;
let site: Site;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), startSite()]);
  for (const name of readdirSync(FOLDER)) {
    const type = name.endsWith('.css') ? 'text/css' : 'text/html; charset=utf-8';
    site.serve(`/examples/${name}`, { body: readFileSync(join(FOLDER, name)), type });
  }
});
afterAll(() => Promise.all([browser.close(), site.close()]));

test('the list names every example', () => {
  const list = readFileSync(join(FOLDER, 'index.html'), 'utf8');
  const named = [...list.matchAll(/href="([\w-]+\.html)"/g)].map(([, name]) => name!);
  expect(named.sort()).toEqual(pages.sort());
});

test.each(pages)('%s works', async (name) => {
  site.posts = [];
  const { page, errors, thrown } = await visit(browser, `${site.url}/examples/${name}`);
  if (name === 'mount.html') await page.getByRole('button', { name: 'Log in' }).click();
  const launcher = page.locator('[part=launcher]');
  const form = page.locator('[part=form]');
  await launcher.or(form).waitFor();
  if (await launcher.isVisible()) await launcher.click();
  // By place, as one of them speaks Hindi.
  await page.getByRole('radio').nth(3).check({ force: true });
  await page.getByRole('radio').nth(5).check();
  await page.locator('[part=submit]').click();
  await page
    .getByRole('status')
    .filter({ has: page.locator('svg') })
    .waitFor();
  expect(site.posts).toEqual([{ auth_id: 'demo-user', business_id: 343, query_rating: 4, query_resolved: true }]);
  // The browser asks for an icon by itself.
  expect([errors.filter((error) => !/favicon|404/.test(error)), thrown]).toEqual([[], []]);
  await page.context().close();
});
