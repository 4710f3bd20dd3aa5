import { once } from 'node:events';
import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';

/**
 * @typedef {import('./build-pages.mjs').File} File
 * @typedef {{ path: string, method: string }} RelayRequest
 * @typedef {object} Site
 * @property {string} url - the origin of the pages
 * @property {string} relay - the origin of the relay, which differs from that of the pages
 * @property {RelayRequest[]} relayRequests - the requests to the relay since `resetCounts`, oldest first
 * @property {{ opened: number }} connections - counts the connections to the relay since `resetCounts`
 * @property {() => void} resetCounts
 * @property {() => void} closeConnections
 * @property {() => Promise<void>} close
 */

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, content-type, authorization, idempotency-key',
  'access-control-max-age': '0',
};

/** The round trips that open a connection: one for TCP, one for TLS. */
const OPENING_ROUND_TRIPS = 2;

/** A survey in PostHog's format, with a rating and a text. */
const SURVEY = {
  id: '0199aaaa-0000-0000-0000-000000000001',
  name: 'Feedback',
  type: 'popover',
  start_date: '2026-01-01T00:00:00Z',
  end_date: null,
  conditions: null,
  linked_flag_key: null,
  targeting_flag_key: null,
  internal_targeting_flag_key: null,
  appearance: { displayThankYouMessage: true, thankYouMessageHeader: 'Thank you for your feedback.', whiteLabel: true },
  questions: [
    {
      id: 'rating',
      type: 'rating',
      question: 'Rate your experience',
      display: 'number',
      scale: 5,
      lowerBoundLabel: 'Bad',
      upperBoundLabel: 'Good',
      buttonText: 'Next',
    },
    { id: 'comment', type: 'open', question: 'Tell us more (optional)', optional: true, buttonText: 'Send' },
  ],
};

const POSTHOG_CONFIG = {
  surveys: [SURVEY],
  supportedCompression: ['gzip-js'],
  hasFeatureFlags: false,
  sessionRecording: false,
  heatmaps: false,
  capturePerformance: false,
  autocapture_opt_out: true,
  autocaptureExceptions: false,
  captureDeadClicks: false,
  toolbarParams: {},
  isAuthenticated: false,
  siteApps: [],
  defaultIdentifiedOnly: true,
};

/** The answers of the peers' services: a pattern of the path, the media type and the body. */
const SERVICES = /** @type {[RegExp, string, string][]} */ ([
  [
    /^\/posthog\/array\/\w+\/config\.js$/,
    'text/javascript',
    `(function(){window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};window._POSTHOG_REMOTE_CONFIG['phc_bench']={config:${JSON.stringify(POSTHOG_CONFIG)},siteApps:[]}})();`,
  ],
  [/^\/posthog\/array\/\w+\/config$/, 'application/json', JSON.stringify(POSTHOG_CONFIG)],
  [/^\/posthog\/api\/surveys/, 'application/json', JSON.stringify({ surveys: [SURVEY] })],
  [/^\/posthog\/flags/, 'application/json', '{"flags":{},"errorsWhileComputingFlags":false}'],
  [/^\/posthog\//, 'application/json', '{"status":1}'],
]);

/**
 * Serves pages and files at one origin, compressed with brotli, and at another origin a relay that records its requests.
 * It also answers for the peers' services, so that no request leaves the machine.
 *
 * @param {Map<string, File>} files - by path; files that are added later are served, too
 * @param {number} roundTripMs - the delay of the relay's answers in milliseconds. Chromium's emulation of latency ignores
 *   preflights and the opening of connections, so the relay delays them itself. Chromium adds no delay to an answer that
 *   is already late enough.
 * @returns {Promise<Site>}
 */
export async function startSite(files, roundTripMs) {
  /** @type {WeakMap<File, Buffer>} */
  const compressed = new WeakMap();

  const pages = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://site');
    request.resume();
    const file = files.get(pathname);
    const service = file ? undefined : SERVICES.find(([path]) => path.test(pathname));
    if (!file && !service) return void response.writeHead(404).end();
    const known = file ?? { body: Buffer.from(service?.[2] ?? ''), type: service?.[1] ?? '' };
    let body = compressed.get(known);
    if (!body) {
      body = brotliCompressSync(known.body);
      compressed.set(known, body);
    }
    response.writeHead(200, {
      'content-type': known.type,
      'content-encoding': 'br',
      'content-length': body.length,
      'cache-control': 'no-cache',
      ...CORS,
    });
    response.end(body);
  });

  /** @type {RelayRequest[]} */
  const relayRequests = [];
  const connections = { opened: 0 };
  const relay = createServer((request, response) => {
    relayRequests.push({ path: request.url ?? '', method: request.method ?? '' });
    request.resume();
    const untilOpen = Math.max(0, (openAt.get(request.socket) ?? 0) - performance.now());
    setTimeout(() => {
      if (request.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
      response.writeHead(200, { 'content-type': 'application/json', ...CORS }).end('{"success":true}');
    }, untilOpen + roundTripMs);
  });
  /** @type {WeakMap<import('node:net').Socket, number>} */
  const openAt = new WeakMap();
  relay.on('connection', (socket) => {
    connections.opened++;
    openAt.set(socket, performance.now() + OPENING_ROUND_TRIPS * roundTripMs);
  });

  // Connections stay open, as with real servers.
  for (const server of [pages, relay]) server.keepAliveTimeout = 60_000;
  const [url, relayUrl] = await Promise.all([pages, relay].map(listen));
  return {
    url: /** @type {string} */ (url),
    relay: /** @type {string} */ (relayUrl),
    relayRequests,
    connections,
    resetCounts() {
      relayRequests.length = 0;
      connections.opened = 0;
    },
    closeConnections() {
      for (const server of [pages, relay]) server.closeAllConnections();
    },
    async close() {
      for (const server of [pages, relay]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

/** @param {import('node:http').Server} server */
async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
}
