import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attributes, give, html, launchBrowser, type Site, startSite, thanks, visit } from './embed-site.js';

let browser: Browser;
let site: Site;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), startSite()]);
});
afterAll(() => Promise.all([browser.close(), site.close()]));

const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types 'none'";

test.each([
  [
    'a nonce and strict-dynamic, script and relay elsewhere',
    () =>
      `default-src 'none'; script-src 'nonce-n0nce' 'strict-dynamic'; style-src 'none'; connect-src ${site.otherUrl}; ${TRUSTED_TYPES}`,
    () =>
      `<script nonce="n0nce" async src="${site.otherUrl}/haptik-feedback.js" ${attributes('data-', `${site.otherUrl}/feedback`)}></script>`,
  ],
  [
    "script-src 'self' and no nonce",
    () => `default-src 'none'; script-src 'self'; style-src 'none'; connect-src 'self'; ${TRUSTED_TYPES}`,
    () => `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`,
  ],
  [
    'a nonce and strict-dynamic, the file with the form',
    () =>
      `default-src 'none'; script-src 'nonce-n0nce' 'strict-dynamic'; style-src 'none'; connect-src 'self'; ${TRUSTED_TYPES}`,
    () => `<script nonce="n0nce" async src="/haptik-feedback.with-form.js" ${attributes('data-')}></script>`,
  ],
  [
    "script-src 'self', the standalone file",
    () => `default-src 'none'; script-src 'self'; style-src 'none'; connect-src 'self'; ${TRUSTED_TYPES}`,
    () => `<script async src="/haptik-feedback.standalone.js" ${attributes('data-')}></script>`,
  ],
])('all works, and no violation is reported: %s', async (_policy, policy, script) => {
  site.reset();
  site.serve('/', {
    body: html('', script()).replace('<link rel="icon" href="data:,">', ''),
    headers: { 'content-security-policy': policy() },
  });
  const violations: unknown[] = [];
  const { page, errors, thrown } = await visit(browser, site.url, {
    before: async (context) => {
      await context.exposeFunction('report', (violation: unknown) => violations.push(violation));
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
          // The browser asks for a favicon of its own accord.
          if (!blockedURI.endsWith('/favicon.ico')) {
            (window as unknown as { report(violation: unknown): void }).report({
              violatedDirective,
              blockedURI,
              sample,
            });
          }
        });
      });
    },
  });
  await page.getByRole('button', { name: 'Give feedback' }).click();
  await give(page, 'Under a policy');
  await thanks(page).waitFor();
  expect(site.posts).toHaveLength(1);
  // Constructed stylesheets were let through: the form has its colours.
  expect(await page.locator('[part=panel]').evaluate((panel) => getComputedStyle(panel).position)).toBe('fixed');
  expect(violations).toEqual([]);
  expect(errors.filter((error) => !error.includes('favicon'))).toEqual([]);
  expect(thrown).toEqual([]);
  await page.context().close();
});
