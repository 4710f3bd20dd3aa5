import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { preconnect } from '../../src/transport/preconnect.js';
import { createTransport } from '../../src/transport/transport.js';

const START = Date.UTC(2026, 0, 1);
const GET = { headers: { 'content-type': 'application/json' }, credentials: 'omit', redirect: 'manual' };

/** The addresses of the preconnect hints. */
let hints: string[];
/** The links on the page, as they were when they were added. */
let links: Record<string, unknown>[];
let removeLink: ReturnType<typeof vi.fn<() => void>>;
let fetch: ReturnType<typeof vi.fn<typeof globalThis.fetch>>;
let relayUrl: string;
let relays = 0;

/** Puts scripts with these addresses on a page of the origin `https://shop.example`. */
function openPage(...scripts: string[]) {
  vi.stubGlobal('location', { origin: 'https://shop.example' });
  vi.stubGlobal('document', {
    scripts: scripts.map((src) => ({ src })),
    createElement: (name: string) => ({ name, remove: removeLink }),
    documentElement: {
      append: (link: HTMLLinkElement) => {
        hints.push(link.href);
        links.push({ ...link });
      },
    },
  });
}

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  hints = [];
  links = [];
  removeLink = vi.fn();
  fetch = vi.fn(async () => new Response(null, { status: 204 }));
  // `preconnect` remembers each relay until the page is left, so every test has another one.
  relayUrl = `https://relay-${++relays}.example/feedback`;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('preconnect to a relay that also serves our script', () => {
  beforeEach(() => openPage('https://shop.example/app.js', new URL('haptik-feedback.js?v=1', relayUrl).href));

  it('sends a GET with the headers of the post, and adds no hint', () => {
    preconnect(relayUrl, { fetch });

    expect(fetch).toHaveBeenCalledExactlyOnceWith(relayUrl, GET);
    expect(hints).toEqual([]);
  });

  it('adds no hint within 10 seconds after the GET, which opened a connection', () => {
    preconnect(relayUrl, { fetch });
    vi.setSystemTime(START + 9_999);
    preconnect(relayUrl, { fetch });

    expect(hints).toEqual([]);
  });

  it('is called by the transport', () => {
    createTransport(() => ({ relayUrl, timeoutMs: 1000, retries: 0 }), { fetch }).preconnect();

    expect(fetch).toHaveBeenCalledExactlyOnceWith(relayUrl, GET);
  });

  it('adds a hint in place of a second GET within 10 minutes', () => {
    preconnect(relayUrl, { fetch });
    vi.setSystemTime(START + 599_999);
    preconnect(relayUrl, { fetch });

    expect(fetch).toHaveBeenCalledTimes(1);
    expect(hints).toEqual([relayUrl]);

    vi.setSystemTime(START + 600_000);
    preconnect(relayUrl, { fetch });

    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('ignores a GET that fails', async () => {
    fetch.mockRejectedValue(new TypeError('Failed to fetch'));

    preconnect(relayUrl, { fetch });

    await vi.advanceTimersByTimeAsync(0);
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe('preconnect to another relay', () => {
  it.each([
    ['no script of ours is on the page', ['https://shop.example/app.js']],
    ['our script comes from elsewhere', ['https://cdn.example/haptik-feedback.js']],
    ['only another script of the relay is on the page', ['https://relay.example/other.js']],
  ])('adds only a hint when %s', (_, scripts) => {
    openPage(...scripts.map((src) => src.replace('relay.example', new URL(relayUrl).host)));

    preconnect(relayUrl, { fetch });

    expect(fetch).not.toHaveBeenCalled();
    expect(hints).toEqual([relayUrl]);
  });

  it('adds only a hint when the relay is on the origin of the page, where there is no preflight', () => {
    openPage('https://shop.example/haptik-feedback.js');

    preconnect('https://shop.example/feedback', { fetch });

    expect(fetch).not.toHaveBeenCalled();
    expect(hints).toEqual(['https://shop.example/feedback']);
  });

  it('adds no second hint within 10 seconds', () => {
    openPage();

    preconnect(relayUrl, { fetch });
    vi.setSystemTime(START + 9_999);
    preconnect(relayUrl, { fetch });

    expect(hints).toHaveLength(1);
  });

  it('adds a hint again after 10 seconds', () => {
    openPage();

    preconnect(relayUrl, { fetch });
    vi.setSystemTime(START + 10_000);
    preconnect(relayUrl, { fetch });

    expect(hints).toHaveLength(2);
  });

  it('adds the hint as a link for requests without cookies, and removes it', () => {
    openPage();

    preconnect(relayUrl, { fetch });

    expect(links).toEqual([
      { name: 'link', rel: 'preconnect', href: relayUrl, crossOrigin: 'anonymous', remove: removeLink },
    ]);
    expect(removeLink).toHaveBeenCalledOnce();
  });
});
