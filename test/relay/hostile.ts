import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BuiltRelay, buildRelay } from './build-relay.js';
import { type FakeHaptik, startFakeHaptik } from './fake-haptik.js';
import { hostileAnswers } from './hostile-answers.js';
import { good, hostileRequests, http, ORIGIN, SECRET } from './hostile-requests.js';
import { type RawAnswer, sendRaw } from './raw-request.js';
import type { RelayProcess } from './relay-process.js';

const TOKEN = 'account-token-zq7-that-nobody-may-see';
const CLIENT_ID = 'client-of-the-account-zq7';
const METRICS_TOKEN = 'metrics-token-zq7';

/** Describes how a relay handles hostile requests and answers. */
export function describeHostility(
  name: string,
  run: (relay: BuiltRelay, environment: Record<string, string>) => Promise<RelayProcess>,
  /** The cases that the runtime decides in its own way. */
  isOfRuntime: (name: string) => boolean = () => false,
): void {
  describe(`the relay on ${name}`, () => {
    const requests = hostileRequests().filter((request) => !isOfRuntime(request.name));
    const answersOfHaptik = hostileAnswers.filter((answer) => !isOfRuntime(answer.name));
    let built: BuiltRelay;
    let haptik: FakeHaptik;
    let open: RelayProcess;
    let guarded: RelayProcess;
    /** A relay with a short timeout for Haptik. On a busy machine even a good answer may take longer. */
    let impatient: RelayProcess;
    /** All answers of the relays. */
    const answers: string[] = [];

    beforeAll(async () => {
      built = await buildRelay({ 'embed/haptik-feedback.js': 'export {}' });
      haptik = await startFakeHaptik();
      const environment = {
        HAPTIK_BASE_URL: haptik.origin,
        HAPTIK_TOKEN: TOKEN,
        HAPTIK_CLIENT_ID: CLIENT_ID,
        ALLOWED_ORIGINS: ORIGIN,
        RATE_LIMIT_PER_MINUTE: '100000',
        UPSTREAM_TIMEOUT_MS: '1500',
        METRICS_TOKEN,
        LOG_LEVEL: 'debug',
      };
      [open, guarded, impatient] = await Promise.all([
        run(built, environment),
        run(built, { ...environment, IDENTITY_SECRET: SECRET }),
        run(built, { ...environment, UPSTREAM_TIMEOUT_MS: '600' }),
      ]);
    });

    beforeEach(() => haptik.reset());

    afterAll(async () => {
      await Promise.all([open?.stop(), guarded?.stop(), impatient?.stop()]);
      await haptik?.close();
      built?.remove();
    });

    async function send(to: RelayProcess, bytes: string | Uint8Array, endless?: string): Promise<RawAnswer> {
      const answer = await sendRaw(to.url, bytes, endless);
      answers.push(answer.text);
      return answer;
    }

    const sendGood = (to = open) => send(to, http(JSON.stringify(good())));

    test('has at least 200 cases with different names', () => {
      const names = [...requests, ...answersOfHaptik].map(({ name }) => name);

      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
      expect(names.length).toBeGreaterThanOrEqual(200);
    });

    describe('a hostile request gets its status and does not reach Haptik', () => {
      test.each(requests)('$name', async ({ bytes, endless, statuses, reaches, logged, guarded: isGuarded }) => {
        const answer = await send(isGuarded ? guarded : open, bytes, endless);

        expect(statuses, answer.text).toContain(answer.status);
        expect(answer.count, answer.text).toBe(answer.status === 0 ? 0 : 1);

        if (logged !== undefined) {
          const id = /^x-request-id: (\S+)/im.exec(answer.text)![1]!;
          await open.waitForOutput(`"id":"${id}","outcome":"${logged}"`);
          expect(open.output()).toMatch(new RegExp(`"level":"info".*"id":"${id}"`));
        }

        if (answer.status === 403 && answer.text.includes('origin not allowed')) {
          expect(answer.text).not.toMatch(/access-control/i);
        }

        expect(haptik.seen.map(({ body }) => JSON.parse(body))).toEqual(reaches ? [reaches] : []);
        for (const { headers } of haptik.seen) {
          expect(headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'client-id': CLIENT_ID });
        }
      });

      test('accepts a valid request after all of them', async () => {
        expect((await sendGood()).status).toBe(201);
        expect(haptik.seen).toHaveLength(1);
      });
    });

    describe('a hostile answer from Haptik becomes a valid one', () => {
      test.each(answersOfHaptik)('$name', async ({ answer: said, status, message, takesTooLong }) => {
        haptik.answer = said;
        const answer = await sendGood(takesTooLong ? impatient : open);

        expect(answer.status, answer.text).toBe(status);
        expect(answer.count).toBe(1);

        const body = JSON.parse(answer.text.slice(answer.text.indexOf('\r\n\r\n')));
        if (status === 201) expect(body).toEqual({ success: true });
        else expect(body).toEqual({ error_message: message ?? expect.any(String) });

        expect(answer.text).not.toMatch(/^(set-cookie|x-zq7|retry-after|location):|allow-origin: \*/im);
        expect(haptik.seen).toHaveLength(1);
      });

      test('passes on a valid answer after all of them', async () => {
        expect((await sendGood()).status).toBe(201);
      });
    });

    test.skipIf(isOfRuntime('forwarding headers'))(
      'limits an address whatever its forwarding headers say',
      async () => {
        const limited = await run(built, {
          HAPTIK_BASE_URL: haptik.origin,
          HAPTIK_TOKEN: TOKEN,
          HAPTIK_CLIENT_ID: CLIENT_ID,
          ALLOWED_ORIGINS: ORIGIN,
          RATE_LIMIT_PER_MINUTE: '3',
        });
        const statuses: number[] = [];
        for (const header of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'True-Client-IP', 'CF-Connecting-IP']) {
          statuses.push(
            (await send(limited, http(JSON.stringify(good()), { [header]: `203.0.113.${statuses.length}` }))).status,
          );
        }

        expect(statuses).toEqual([201, 201, 201, 429, 429]);

        answers.push(limited.output());
        await limited.stop();
      },
    );

    test('keeps the relays running and shows no secret in an answer, a log line or a metric', async () => {
      const relays = [open, guarded, impatient];
      expect(relays.map(({ process }) => process.exitCode)).toEqual([null, null, null]);

      const numbers = await Promise.all(
        relays.map(async ({ url }) => {
          const response = await fetch(`${url}metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
          expect(response.status).toBe(200);
          return response.text();
        }),
      );
      const outputs = relays.map((relay) => relay.output()).join('\n');
      const all = [...answers, ...numbers, outputs].join('\n');

      expect(open.output()).toContain('"outcome":"json"');
      expect(guarded.output()).toContain('"outcome":"identity"');
      expect(all.match(/.{0,60}zq7.{0,60}/gi) ?? []).toEqual([]);
      expect(outputs).not.toMatch(/127\.0\.0\.1(?!:)/);
    });
  });
}
