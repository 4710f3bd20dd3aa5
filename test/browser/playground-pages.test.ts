import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHOICES } from '../../src/playground/settings/settings.js';
import { setUpPlayground } from './playground-page.js';
import { give, thanks } from './test-browser.js';

const playground = setUpPlayground();
const EXAMPLES = join(import.meta.dirname, '../../public/examples');

describe('the header', () => {
  it('leads to every page by keyboard, and back', async () => {
    const page = await playground.open();

    for (const [link, heading] of [
      ['Style & code', 'Start with a theme'],
      ['Examples', 'Examples'],
      ['Docs', 'Embedding'],
      ['Try it', 'What your visitor sees'],
    ]) {
      await page.getByRole('link', { name: link!, exact: true }).press('Enter');
      await page.getByRole('heading', { name: heading!, exact: true }).waitFor();
      expect(await page.title()).toBe(`${link} · Haptik feedback widget`);
    }
  });

  it('leads to the code from every page', async () => {
    const page = await playground.open('#examples');

    await page.getByRole('banner').getByRole('button', { name: 'Get the code' }).press('Enter');

    const heading = page.getByRole('heading', { name: 'Put it on your site' });
    await heading.waitFor();
    await expect.poll(() => heading.evaluate((it) => it === document.activeElement)).toBe(true);
  });

  it('switches between dark and light whatever the system prefers, and remembers the choice', async () => {
    const page = await playground.open();
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const button = page.getByRole('button', { name: 'Dark', exact: true });
    const light = await background();

    await button.press('Space');
    await page.getByRole('button', { name: 'Dark', exact: true, pressed: true }).waitFor();
    const dark = await background();
    await page.reload();
    await button.waitFor();

    expect(await background()).toBe(dark);
    expect(dark).not.toBe(light);
    await button.press('Space');
    expect(await background()).toBe(light);
  });
});

describe('the page "Examples"', () => {
  it.each(CHOICES.example)('shows the page and the source of the example %s, and it sends feedback', async (name) => {
    const page = await playground.open(`#examples?example=${name}`);
    const frame = page.frameLocator('.example-page');
    if (name === 'mount') await frame.getByRole('button', { name: 'Log in' }).click();
    const opener = frame.locator('[part=launcher]');
    const form = frame.locator('[part=form]');
    await opener.or(form).first().waitFor();
    if (await opener.isVisible()) await opener.press('Enter');
    await frame.getByRole('radio').nth(3).press('Space');
    await frame.getByRole('radio').nth(5).press('Space');
    await frame.locator('[part=submit]').press('Enter');

    await expect.poll(() => frame.locator('[part=form]').count()).toBe(0);
    const source = await page.locator('.example code').textContent();
    if (name === 'react') expect(source).toContain("from 'haptik-feedback-widget/react'");
    else expect(source).toBe(readFileSync(join(EXAMPLES, `${name}.html`), 'utf8'));
  });

  it('copies the source by keyboard', async () => {
    const page = await playground.open('#examples');
    await page.getByText('haptik-feedback.js').first().waitFor();

    await page.getByRole('button', { name: 'Copy source' }).press('Enter');

    await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor({ state: 'attached' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('haptik-feedback.js');
  });

  it('shows another example when another is chosen', async () => {
    const page = await playground.open('#examples');

    await page.getByRole('radio', { name: 'A strict policy' }).check();

    await page
      .frameLocator('.example-page')
      .getByRole('heading', { name: 'A strict Content Security Policy' })
      .waitFor();
    await expect.poll(() => page.url()).toContain('example=csp');
  });

  it('shows the thanks of the React example in the app', async () => {
    const page = await playground.open('?example=react');

    await give(page);
    await thanks(page).waitFor();

    await page.getByText('You gave 4 of 5 stars.').waitFor();
  });
});

describe('the page "Docs"', () => {
  it.each(CHOICES.doc)('shows docs/%s.md', async (name) => {
    const page = await playground.open(`#docs?doc=${name}`);
    const text = readFileSync(join(import.meta.dirname, `../../docs/${name}.md`), 'utf8');

    await page
      .getByRole('article')
      .getByRole('heading', { level: 2, name: text.split('\n')[0]!.slice(2) })
      .waitFor();

    expect(await page.getByRole('article').textContent()).not.toContain('](');
  });

  it('keeps the settings when another document is chosen, in the list or by a link', async () => {
    const page = await playground.open('#docs?display=popover&radius=16');
    const list = page.getByRole('navigation', { name: 'Documents' });

    await list.getByRole('link', { name: 'Options' }).press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Options' }).waitFor();
    await page.getByRole('article').getByRole('link', { name: 'signed token' }).press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Identity' }).waitFor();

    const fragment = new URL(page.url()).hash;
    expect(fragment).toContain('display=popover');
    expect(fragment).toContain('radius=16');
    await page.getByRole('link', { name: 'Style & code' }).press('Enter');
    await expect.poll(() => page.locator('.embed code').first().textContent()).toContain('--hf-radius: 16px');
  });

  it('follows a link to a heading of another document', async () => {
    const page = await playground.open('#docs?doc=embedding');

    await page.getByRole('article').getByRole('link', { name: 'reliability.md' }).first().press('Enter');

    const heading = page.getByRole('heading', { name: 'Problems' });
    await expect.poll(() => heading.evaluate((it) => it === document.activeElement)).toBe(true);
  });

  it('starts at the top of a document that is opened by a link far down another one', async () => {
    const page = await playground.open('#docs?doc=embedding');

    await page.getByRole('article').getByRole('link', { name: 'theming.md' }).press('Enter');

    await page.getByRole('heading', { level: 2, name: 'Theming' }).waitFor();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  });
});
