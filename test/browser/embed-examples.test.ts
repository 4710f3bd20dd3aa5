import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { setUpSite } from './test-browser.js';

const FOLDER = join(import.meta.dirname, '../../public/examples');
const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.html') && name !== 'index.html');

const web = setUpSite();

beforeEach(() => {
  for (const name of readdirSync(FOLDER)) {
    const type = name.endsWith('.css') ? 'text/css' : 'text/html; charset=utf-8';
    web.site.serve(`/examples/${name}`, { body: readFileSync(join(FOLDER, name)), type });
  }
});

test('the list of examples links to every example', () => {
  const list = readFileSync(join(FOLDER, 'index.html'), 'utf8');

  const linked = [...list.matchAll(/href="([\w-]+\.html)"/g)].map(([, name]) => name!);

  expect(linked.sort()).toEqual(pages.sort());
});

test.each(pages)('%s sends feedback without errors', async (name) => {
  const { page, errors, thrown } = await web.visit(`${web.site.url}/examples/${name}`);
  if (name === 'mount.html') await page.getByRole('button', { name: 'Log in' }).click();
  const launcher = page.locator('[part=launcher]');
  const form = page.locator('[part=form]');
  await launcher.or(form).waitFor();
  if (await launcher.isVisible()) await launcher.click();
  // By position, because one example speaks Hindi.
  await page.getByRole('radio').nth(3).check({ force: true });
  await page.getByRole('radio').nth(5).check();
  await page.locator('[part=submit]').click();
  await page
    .locator('[part=notice]')
    .filter({ has: page.locator('svg') })
    .waitFor();

  expect(web.site.posts).toEqual([{ auth_id: 'demo-user', business_id: 343, query_rating: 4, query_resolved: true }]);
  // Browsers request a favicon by themselves.
  expect([errors.filter((error) => !/favicon|404/.test(error)), thrown]).toEqual([[], []]);
});
