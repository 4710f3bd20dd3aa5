import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { preconnect } from '../../src/transport/preconnect.js';

const START = Date.UTC(2026, 0, 1);
const GET = { headers: { 'content-type': 'application/json' }, credentials: 'omit', redirect: 'manual' };

/** The addresses of the preconnect hints. */
let hints: string[];
let fetch: ReturnType<typeof vi.fn<typeof globalThis.fetch>>;
let relayUrl: string;
let relays = 0;

/** Loads the page: its origin, and the addresses of its scripts. */
function openPage(...scripts: string[]) {
  vi.stubGlobal('location', { origin: 'https://shop.example' });
  vi.stubGlobal('document', {
    scripts: scripts.map((src) => ({ src })),
    createElement: () => ({ remove() {} }),
    documentElement: { append: (link: HTMLLinkElement) => hints.push(link.href) },
  });
}

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  hints = [];
  fetch = vi.fn(async () => new Response(null, { status: 204 }));
  // What was asked is remembered for the page's visit, by relay.
  relayUrl = `https://relay-${++relays}.example/feedback`;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a relay that also serves our script', () => {
  beforeEach(() => openPage('https://shop.example/app.js', new URL('haptik-feedback.js?v=1', relayUrl).href));

  it('is asked with a GET that has the headers of the post, and no hint', () => {
    preconnect(relayUrl, { fetch });

    expect(fetch).toHaveBeenCalledExactlyOnceWith(relayUrl, GET);
    expect(hints).toEqual([]);
  });

  it('is asked again only after 10 minutes; until then a hint opens the connection', () => {
    preconnect(relayUrl, { fetch });
    vi.setSystemTime(START + 599_999);
    preconnect(relayUrl, { fetch });

    expect(fetch).toHaveBeenCalledTimes(1);
    expect(hints).toEqual([relayUrl]);

    vi.setSystemTime(START + 600_000);
    preconnect(relayUrl, { fetch });

    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('may fail to answer', async () => {
    fetch.mockRejectedValue(new TypeError('Failed to fetch'));

    preconnect(relayUrl, { fetch });

    await vi.advanceTimersByTimeAsync(0);
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe('another relay gets only a connection', () => {
  it.each([
    ['when no script of ours is on the page', ['https://shop.example/app.js']],
    ['when our script comes from elsewhere', ['https://cdn.example/haptik-feedback.js']],
    ['when another script of it is on the page', ['https://relay.example/other.js']],
  ])('%s', (_, scripts) => {
    openPage(...scripts.map((src) => src.replace('relay.example', new URL(relayUrl).host)));

    preconnect(relayUrl, { fetch });

    expect(fetch).not.toHaveBeenCalled();
    expect(hints).toEqual([relayUrl]);
  });

  it('when it is on the origin of the page, where there is no preflight', () => {
    openPage('https://shop.example/haptik-feedback.js');

    preconnect('https://shop.example/feedback', { fetch });

    expect(fetch).not.toHaveBeenCalled();
    expect(hints).toEqual(['https://shop.example/feedback']);
  });

  it('and no second one within 10 seconds', () => {
    openPage();

    preconnect(relayUrl, { fetch });
    vi.setSystemTime(START + 9_999);
    preconnect(relayUrl, { fetch });

    expect(hints).toHaveLength(1);
  });
});
