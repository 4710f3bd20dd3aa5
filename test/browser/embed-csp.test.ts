import { expect, test } from 'vitest';
import { attributes, html } from './site.js';
import { give, setUpSite, thanks } from './test-browser.js';

const web = setUpSite();

const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types 'none'";

declare global {
  interface Window {
    report(violation: unknown): void;
  }
}

test.each([
  [
    'the loader from another origin under a nonce and strict-dynamic',
    () =>
      `default-src 'none'; script-src 'nonce-n0nce' 'strict-dynamic'; style-src 'none'; connect-src ${web.site.otherUrl}; ${TRUSTED_TYPES}`,
    () =>
      `<script nonce="n0nce" async src="${web.site.otherUrl}/haptik-feedback.js" ${attributes('data-', `${web.site.otherUrl}/feedback`)}></script>`,
  ],
  [
    "the loader under script-src 'self' without a nonce",
    () => `default-src 'none'; script-src 'self'; style-src 'none'; connect-src 'self'; ${TRUSTED_TYPES}`,
    () => `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`,
  ],
  [
    'the inline file under a nonce and strict-dynamic',
    () =>
      `default-src 'none'; script-src 'nonce-n0nce' 'strict-dynamic'; style-src 'none'; connect-src 'self'; ${TRUSTED_TYPES}`,
    () => `<script nonce="n0nce" async src="/haptik-feedback.inline.js" ${attributes('data-')}></script>`,
  ],
  [
    "the standalone file under script-src 'self'",
    () => `default-src 'none'; script-src 'self'; style-src 'none'; connect-src 'self'; ${TRUSTED_TYPES}`,
    () => `<script async src="/haptik-feedback.standalone.js" ${attributes('data-')}></script>`,
  ],
])('sends feedback without violating a strict policy: %s', async (_case, policy, script) => {
  web.site.serve('/', {
    body: html('', script()).replace('<link rel="icon" href="data:,">', ''),
    headers: { 'content-security-policy': policy() },
  });
  const violations: unknown[] = [];

  const { page, errors, thrown } = await web.visit(web.site.url, {
    before: async (page) => {
      await page.exposeFunction('report', (violation: unknown) => violations.push(violation));
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
          // Browsers request a favicon by themselves.
          if (!blockedURI.endsWith('/favicon.ico')) window.report({ violatedDirective, blockedURI, sample });
        });
      });
    },
  });
  await page.getByRole('button', { name: 'Give feedback' }).click();
  await give(page, 'Under a policy');
  await thanks(page).waitFor();

  expect(web.site.posts).toHaveLength(1);
  // The policy allows constructed stylesheets: the panel has its style.
  expect(await page.locator('[part=panel]').evaluate((panel) => getComputedStyle(panel).position)).toBe('fixed');
  expect(violations).toEqual([]);
  expect(errors.filter((error) => !error.includes('favicon'))).toEqual([]);
  expect(thrown).toEqual([]);
});
