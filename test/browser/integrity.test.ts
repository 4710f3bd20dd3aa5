import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Integrity } from '../../build/integrity.js';
import { setUpSite } from './test-browser.js';
import { waitUntilRegistered } from './widget.js';

const ROOT = join(import.meta.dirname, '../..');
const EMBED = join(ROOT, 'dist/embed');
const web = setUpSite();
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const integrity: Integrity = readJson(join(EMBED, 'integrity.json'));
const { version } = readJson(join(ROOT, 'package.json')) as { version: string };
const tagOf = (name: string) => integrity.files[name]!.tag.replaceAll('https://RELAY/', '/');

describe('integrity.json', () => {
  it('names the version and each browser file with its size', () => {
    const scripts = readdirSync(EMBED).filter((name) => name.endsWith('.js'));

    expect(integrity.version).toBe(version);
    expect(Object.keys(integrity.files).sort()).toEqual(scripts.sort());
    for (const name of scripts) expect(integrity.files[name]!.bytes).toBe(statSync(join(EMBED, name)).size);
  });

  it.each(['haptik-feedback.js', 'haptik-feedback.inline.js', 'haptik-feedback.standalone.js'])(
    'has a tag for %s that the browser accepts',
    async (name) => {
      const { page, errors } = await web.open('', tagOf(name));
      await waitUntilRegistered(page);

      expect(await page.evaluate(() => window.HaptikFeedback!.version)).toBe(version);
      expect(errors).toEqual([]);
    },
  );

  it('has a tag whose hash makes the browser refuse another file', async () => {
    const wrong = tagOf('haptik-feedback.js').replace('sha384-', 'sha384-A');

    const { page, errors } = await web.open('', wrong);

    await expect.poll(() => errors.length).toBeGreaterThan(0);
    expect(await page.evaluate(() => 'HaptikFeedback' in window)).toBe(false);
  });
});
