import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toWire } from '../../src/feedback/wire.js';
import { createTransport } from '../../src/transport/transport.js';
import { FEEDBACK } from '../feedback/world.js';

/** One request as the browser sees it. */
interface Requested extends RequestInit {
  keepalive: boolean;
  body: string;
}

let requests: Requested[];
/** The time, as `Date.now` returns it. */
let now: number;
/** What the browser does with each request; the last entry is for all further requests. */
let reactions: ((request: Requested) => Promise<Response>)[];

const record = async () => Response.json({ success: true }, { status: 201 });
const refuse = async () => {
  throw new TypeError('Failed to fetch');
};
const loseAfter = (milliseconds: number) => async () => {
  now += milliseconds;
  throw new TypeError('Failed to fetch');
};

beforeEach(() => {
  requests = [];
  reactions = [record];
  now = 1_000_000;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  vi.spyOn(Math, 'random').mockReturnValue(0);
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function send(feedback = FEEDBACK, retries = 0, mayTry = () => true) {
  const outcomes: string[] = [];
  const browser = {
    async fetch(_url: string, requested: Requested) {
      requests.push(requested);
      return reactions[Math.min(requests.length, reactions.length) - 1]!(requested);
    },
  } as unknown as typeof globalThis;
  const options = () => ({ relayUrl: 'https://relay.example/feedback', timeoutMs: 1000, retries });
  const outcome = await createTransport(options, browser).send(feedback, {
    key: 'key',
    mayTry,
    onOutcome: ({ kind }) => outcomes.push(kind),
  });
  return { outcome, outcomes };
}

describe('keepalive', () => {
  it('is used, so that the request survives the page', async () => {
    await send();

    expect(requests.map(({ keepalive }) => keepalive)).toEqual([true]);
  });

  it('belongs to a post that sends no cookies, follows no redirect and can be aborted', async () => {
    await send();

    expect(requests).toEqual([
      {
        method: 'POST',
        body: JSON.stringify(toWire(FEEDBACK)),
        headers: { 'content-type': 'application/json', 'idempotency-key': 'key' },
        signal: expect.any(AbortSignal),
        keepalive: true,
        redirect: 'manual',
        credentials: 'omit',
      },
    ]);
  });

  it.each([
    [62_999, true],
    [63_000, false],
  ])('is used for bodies under 63,000 bytes (%i)', async (bytes, isUsed) => {
    const others = new TextEncoder().encode(JSON.stringify(toWire({ ...FEEDBACK, comment: 'अ' }))).length - 3;
    const length = bytes - others;
    await send({ ...FEEDBACK, comment: 'अ'.repeat(Math.floor(length / 3)) + 'x'.repeat(length % 3) });

    expect(requests[0]!.keepalive).toBe(isUsed);
  });

  it('is left out at once when the browser refuses it, and the refusal is not ambiguous', async () => {
    reactions = [refuse, record];

    expect(await send()).toEqual({ outcome: { kind: 'recorded' }, outcomes: ['recorded'] });
    expect(requests.map(({ keepalive }) => keepalive)).toEqual([true, false]);
    expect(requests[1]!.body).toBe(requests[0]!.body);
    expect(console.error).not.toHaveBeenCalled();
  });

  it('causes no second request when the visitor has cancelled meanwhile', async () => {
    reactions = [refuse, record];
    const mayTry = vi.fn().mockReturnValueOnce(true).mockReturnValueOnce(false);

    expect(await send(FEEDBACK, 1, mayTry)).toEqual({ outcome: undefined, outcomes: [] });
    expect(requests).toHaveLength(1);
  });

  it('is left out in later tries after a slow failure, which is ambiguous', async () => {
    reactions = [loseAfter(20), record];

    expect(await send(FEEDBACK, 1)).toEqual({ outcome: { kind: 'recorded' }, outcomes: ['unreachable', 'recorded'] });
    expect(requests.map(({ keepalive }) => keepalive)).toEqual([true, false]);
  });

  it('is left out once: a second quick failure is a lost connection', async () => {
    reactions = [refuse];

    expect(await send()).toEqual({ outcome: { kind: 'unreachable' }, outcomes: ['unreachable'] });
    expect(requests).toHaveLength(2);
    expect(console.error).toHaveBeenCalledTimes(1);
  });

  it('causes no second request when a request without it fails quickly', async () => {
    reactions = [refuse, record];

    const { outcomes } = await send({ ...FEEDBACK, comment: 'x'.repeat(63_000) });

    expect(outcomes).toEqual(['unreachable']);
    expect(requests).toHaveLength(1);
  });

  it('causes no second request when the clock was set back during a failure', async () => {
    reactions = [loseAfter(-60_000), record];

    expect((await send()).outcomes).toEqual(['unreachable']);
  });
});

describe('canReachRelay', () => {
  const canReach = (fetch: () => Promise<unknown>, timeoutMs = 1000) =>
    createTransport(() => ({ relayUrl: 'https://relay.example/feedback', timeoutMs, retries: 2 }), {
      fetch,
    } as unknown as typeof globalThis).canReachRelay();

  it('asks with a GET that needs no permission and sends no cookies', async () => {
    const fetch = vi.fn(async () => new Response());
    await canReach(fetch);

    expect(fetch).toHaveBeenCalledExactlyOnceWith('https://relay.example/feedback', {
      mode: 'no-cors',
      credentials: 'omit',
      cache: 'no-store',
    });
  });

  it('is true for any answer', async () => {
    expect(await canReach(async () => new Response('', { status: 405 }))).toBe(true);
  });

  it('leaves no timer behind', async () => {
    vi.useFakeTimers();

    await canReach(async () => new Response());

    expect(vi.getTimerCount()).toBe(0);
  });

  it('is false without an answer', async () => {
    expect(await canReach(refuse)).toBe(false);
  });

  it('is false when no answer comes within 3 seconds', async () => {
    vi.useFakeTimers();
    let answer: boolean | undefined;
    void canReach(() => new Promise(() => {})).then((reached) => {
      answer = reached;
    });

    await vi.advanceTimersByTimeAsync(2999);
    expect(answer).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(answer).toBe(false);
  });
});
