import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHaptikPool } from '../../../src/relay/node/haptik-pool.js';
import { type FakeHaptik, startFakeHaptik } from '../fake-haptik.js';

const CONNECTIONS = 128;
let haptik: FakeHaptik;
let pool: ReturnType<typeof createHaptikPool>;

beforeAll(async () => {
  haptik = await startFakeHaptik();
  pool = createHaptikPool({ haptikUrl: `${haptik.origin}/`, haptikToken: 'token', haptikClientId: 'client' });
});

afterAll(async () => {
  await pool.close();
  await haptik.close();
});

test('rejects an aborted request that waits for a connection, and never sends it', async () => {
  haptik.answer = () => {};
  const ask = (body: string) => {
    const controller = new AbortController();
    const answer = pool.askHaptik(body, controller.signal);
    answer.catch(() => {});
    return { answer, giveUp: () => controller.abort(new Error('given up')) };
  };
  const slow = Array.from({ length: CONNECTIONS }, (_, index) => ask(`slow ${index}`));
  await haptik.waitForRequests(CONNECTIONS);

  const waiting = ask('waiting');
  waiting.giveUp();

  await expect(waiting.answer).rejects.toThrow('given up');

  haptik.setAnswer(201, { success: true });
  const later = ask('later');
  slow[0]!.giveUp();

  await expect(slow[0]!.answer).rejects.toThrow('given up');
  expect(await later.answer).toMatchObject({ status: 201 });
  expect(haptik.seen.map(({ body }) => body)).not.toContain('waiting');

  for (const { giveUp } of slow) giveUp();
  await Promise.allSettled(slow.map(({ answer }) => answer));
});
