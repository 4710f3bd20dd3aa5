import { expect, test } from 'vitest';
import { FORM_FILE } from './held-form.js';
import { attributes, html } from './site.js';
import { give, holdRequests, setUpSite, thanks } from './test-browser.js';
import { launcher } from './widget.js';

const web = setUpSite();

const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types 'none'";
const strictPolicy = (scripts: string, connections = "'self'") =>
  `default-src 'none'; script-src ${scripts}; style-src 'none'; connect-src ${connections}; ${TRUSTED_TYPES}`;
const NONCE = "'nonce-n0nce' 'strict-dynamic'";

declare global {
  interface Window {
    report(violation: unknown): void;
  }
}

test.each<[name: string, policy: () => string, script: () => string]>([
  [
    'the loader from another origin under a nonce and strict-dynamic',
    () => strictPolicy(NONCE, web.site.otherUrl),
    () =>
      `<script nonce="n0nce" async src="${web.site.otherUrl}/haptik-feedback.js" ${attributes('data-', `${web.site.otherUrl}/feedback`)}></script>`,
  ],
  [
    "the loader under script-src 'self' without a nonce",
    () => strictPolicy("'self'"),
    () => `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`,
  ],
  [
    'the inline file with a launcher under a nonce and strict-dynamic',
    () => strictPolicy(NONCE),
    () => `<script nonce="n0nce" async src="/haptik-feedback.inline.js" ${attributes('data-')}></script>`,
  ],
  [
    'the inline file with a target under a nonce and strict-dynamic',
    () => strictPolicy(NONCE),
    () =>
      `<script nonce="n0nce" async src="/haptik-feedback.inline.js" data-target="main" ${attributes('data-')}></script>`,
  ],
  [
    "the standalone file under script-src 'self'",
    () => strictPolicy("'self'"),
    () => `<script async src="/haptik-feedback.standalone.js" ${attributes('data-')}></script>`,
  ],
])(
  'sends feedback given before the code has arrived, without violating a strict policy: %s',
  async (_case, policy, script) => {
    const isInline = script().includes('data-target');
    web.site.serve('/', {
      body: html('<main></main>', script()).replace('<link rel="icon" href="data:,">', ''),
      headers: { 'content-security-policy': policy() },
    });
    const violations: unknown[] = [];
    let release = () => {};

    const { page, errors, thrown } = await web.visit(web.site.url, {
      before: async (page) => {
        release = await holdRequests(page, FORM_FILE);
        await page.exposeFunction('report', (violation: unknown) => violations.push(violation));
        await page.addInitScript(() => {
          document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
            // Browsers request a favicon by themselves.
            if (!blockedURI.endsWith('/favicon.ico')) window.report({ violatedDirective, blockedURI, sample });
          });
        });
      },
    });
    if (!isInline) await launcher(page).click();
    await give(page, 'Under a policy');
    release();
    await thanks(page).waitFor();

    expect(web.site.posts).toHaveLength(1);
    // The policy allows constructed stylesheets.
    expect(await page.locator('.hf-thanks').evaluate((it) => getComputedStyle(it).textAlign)).toBe('center');
    if (!isInline) expect(await page.locator('.panel').evaluate((it) => getComputedStyle(it).position)).toBe('fixed');
    expect(violations).toEqual([]);
    expect(errors.filter((error) => !error.includes('favicon'))).toEqual([]);
    expect(thrown).toEqual([]);
  },
);
