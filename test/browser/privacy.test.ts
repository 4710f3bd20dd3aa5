import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { attributes } from './site.js';
import { give, setUpSite, thanks } from './test-browser.js';
import { SCRIPT } from './widget.js';

const web = setUpSite();
const PAGE = `<haptik-feedback retries="0" ${attributes()}></haptik-feedback>${SCRIPT}`;

/** A place where the browser stores something, and the names of the fields that are stored there. */
interface Place {
  where: string;
  name: string;
  fields: string[];
}

/** Reads the table "In the browser" of docs/privacy.md. */
function documentedPlaces(): Place[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs/privacy.md'), 'utf8');
  const section = text.split('## In the browser')[1]!.split('\n## ')[0]!;
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && line.includes('`'));
  return rows.map((row) => {
    const [where, name, holds] = row.slice(2).split(' | ');
    const words = [...holds!.matchAll(/`(\w+)`/g)].map(([, word]) => word!);
    return { where: where!, name: name!.replaceAll('`', '').replace('…', ''), fields: words };
  });
}

/** Lists everything that the page's origin has stored in the browser. */
async function storedPlaces(page: Page): Promise<(Place & { text: string })[]> {
  const cookies = await page.context().cookies();
  const places = await page.evaluate(async () => {
    const fieldsOf = (value: unknown): string[] =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).flatMap(([name, inner]) => [name, ...(name === 'feedback' ? [] : fieldsOf(inner))])
        : [];
    const parse = (text: string): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        return text;
      }
    };
    const found = [sessionStorage, localStorage].flatMap((storage) =>
      Object.entries(storage).map(([name, text]: [string, string]) => ({
        where: storage === localStorage ? 'localStorage' : 'sessionStorage',
        name,
        fields: fieldsOf(parse(text)),
        text: `${name} ${text}`,
      })),
    );
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name!);
        request.onsuccess = () => resolve(request.result);
      });
      for (const storeName of database.objectStoreNames) {
        const store = database.transaction(storeName).objectStore(storeName);
        const records = await new Promise<unknown[]>((resolve) => {
          const request = store.getAll();
          request.onsuccess = () => resolve(request.result);
        });
        for (const record of records) {
          found.push({ where: 'IndexedDB', name: name!, fields: fieldsOf(record), text: JSON.stringify(record) });
        }
      }
      database.close();
    }
    return found;
  });
  return [...places, ...cookies.map(({ name }) => ({ where: 'cookies', name, fields: [], text: name }))];
}

describe('a full visit', () => {
  it('stores what docs/privacy.md lists, and never the id of the visitor', async () => {
    const found: (Place & { text: string })[] = [];
    const { page } = await web.open(PAGE);
    const recordPlaces = async () => void found.push(...(await storedPlaces(page)));

    await page.getByRole('textbox').fill('half a thought');
    await page.getByRole('radio', { name: '4 stars' }).check();
    await expect.poll(async () => (await storedPlaces(page)).length).toBe(1);
    await recordPlaces();

    web.site.broken.add('/feedback');
    await give(page, 'a whole thought');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await recordPlaces();

    web.site.broken.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await thanks(page).waitFor();
    await expect
      .poll(async () => (await storedPlaces(page)).some(({ name }) => name.startsWith('hf:sent:')))
      .toBe(true);
    await recordPlaces();

    const ask = await web.open(
      '',
      `<script async src="/haptik-feedback.js" ${attributes('data-')} data-ask-on="event:x" data-ask-delay-ms="1000" data-conversation-id="visitor-1"></script>`,
    );
    await expect
      .poll(async () => {
        await ask.page.evaluate(() => dispatchEvent(new Event('x')));
        return (await storedPlaces(ask.page)).map(({ name }) => name).join();
      })
      .toContain('hf:ask:');
    found.push(...(await storedPlaces(ask.page)));
    await ask.page.getByRole('dialog').waitFor();
    found.push(...(await storedPlaces(ask.page)));

    const documented = documentedPlaces();
    for (const { where, name, fields } of found) {
      const place = documented.find((row) => row.where === where && name.startsWith(row.name));
      expect(place, `${where} ${name} is not in docs/privacy.md`).toBeDefined();
      expect(place!.fields, `${where} ${name}`).toEqual(expect.arrayContaining(fields));
    }
    for (const { where, name } of documented) {
      const isSeen = found.some((place) => place.where === where && place.name.startsWith(name));
      expect(isSeen, `${where} ${name} of docs/privacy.md was never stored`).toBe(true);
    }
    expect(found.map(({ text }) => text).join('\n')).not.toContain('visitor-1');
  });

  it('leaves nothing in the browser after forget()', async () => {
    const { page } = await web.open(PAGE);
    web.site.broken.add('/feedback');
    await give(page, 'forget me');
    await page.getByRole('button', { name: 'Try again' }).waitFor();

    await page.evaluate(() => document.querySelector('haptik-feedback')!.forget());

    await expect.poll(() => storedPlaces(page)).toEqual([]);
  });

  it('sends requests to no origin but that of the relay', async () => {
    const hosts = new Set<string>();
    const { page } = await web.open(PAGE, '', {
      before: async (page) => void page.on('request', (request) => hosts.add(new URL(request.url()).origin)),
    });

    await give(page, 'thanks');
    await thanks(page).waitFor();

    expect([...hosts].filter((host) => host !== 'null')).toEqual([web.site.url]);
  });
});
