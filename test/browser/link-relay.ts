import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createLink, type LinkOptions } from '../../src/relay/links/create-link.js';
import { type RelayProcess, runRelay } from '../relay/relay-process.js';
import { type ListeningStandin, listenStandin } from '../standin/listen-standin.js';

const RELAY = { folder: join(import.meta.dirname, '../../dist/relay'), remove() {} };
const ACCOUNT = { token: 'a-token-that-only-haptik-sees', clientId: 'client' };
const SECRET = 'a-link-secret-of-at-least-32-bytes';
const METRICS_TOKEN = 'a-token-for-metrics';
/** Where browsers report what the page's policy has refused. */
const REPORT_PATH = '/reported-violations';

/** A request for the page of a link, or a request that this page sends. */
interface SeenRequest {
  path: string;
  referrer: string;
  /** The size of the answer's body as sent, in bytes. */
  bytes: number;
}

/** The built relay with links, behind a proxy that records the browsers' requests, and a stand-in for Haptik. */
export interface LinkRelay {
  /** The origin of the proxy: the relay as visitors see it. */
  publicUrl: string;
  relay: RelayProcess;
  standin: ListeningStandin;
  /** The browsers' requests, oldest first. */
  requests: SeenRequest[];
  /** What the page's policy has refused, as browsers report it. */
  violations: string[];
  /** Makes a link for a new visitor, who has an active conversation. */
  makeLink(options?: Partial<LinkOptions>): Promise<{ link: string; authId: string; token: string }>;
  /** Returns what Haptik has received from a visitor. */
  receivedFrom(authId: string): Record<string, unknown>[];
  metrics(): Promise<string>;
  close(): Promise<void>;
}

/** Starts a relay whose page `pageOrigin` may show in a frame. */
export async function startLinkRelay(pageOrigin: string): Promise<LinkRelay> {
  const standin = await listenStandin(ACCOUNT);
  const requests: SeenRequest[] = [];
  const violations: string[] = [];
  let visitors = 0;
  let relay: RelayProcess | undefined;

  const server = createServer((incoming, answer) => {
    if (incoming.url === REPORT_PATH) {
      let report = '';
      incoming.on('data', (piece) => {
        report += piece;
      });
      incoming.on('end', () => {
        // Browsers request a favicon by themselves.
        if (!report.includes('favicon.ico')) violations.push(report);
        answer.writeHead(204).end();
      });
      return;
    }
    const seen = { path: incoming.url!, referrer: incoming.headers.referer ?? '', bytes: 0 };
    requests.push(seen);
    const { method, url, headers } = incoming;
    const passed = request(relay!.url.slice(0, -1) + url, { method, headers }, (response) => {
      const policy = response.headers['content-security-policy'];
      const reporting = policy && { 'content-security-policy': `${policy}; report-uri ${REPORT_PATH}` };
      answer.writeHead(response.statusCode!, { ...response.headers, ...reporting });
      response.on('data', (piece: Buffer) => {
        seen.bytes += piece.length;
      });
      response.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  relay = await runRelay(RELAY, {
    HAPTIK_BASE_URL: standin.origin,
    HAPTIK_TOKEN: ACCOUNT.token,
    HAPTIK_CLIENT_ID: ACCOUNT.clientId,
    ALLOWED_ORIGINS: pageOrigin,
    ALLOWED_BUSINESS_IDS: '343',
    PUBLIC_URL: publicUrl,
    LINK_SECRET: SECRET,
    PAGE_TITLE: 'Example Shop',
    PAGE_FRAME_ANCESTORS: pageOrigin,
    METRICS_TOKEN,
    LOG_LEVEL: 'debug',
  });

  const callStandin = (path: string, body: object) =>
    fetch(`${standin.origin}/v1.0/${path}/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ACCOUNT.token}`, 'client-id': ACCOUNT.clientId },
      body: JSON.stringify(body),
    });

  return {
    publicUrl,
    relay,
    standin,
    requests,
    violations,
    async makeLink(options = {}) {
      const user = { auth_id: `visitor${++visitors}` };
      await callStandin('user', user);
      await callStandin('log_message_from_user', { user, message_body: 'Hello', business_id: 343 });
      const link = await createLink({ publicUrl, secret: SECRET, authId: user.auth_id, businessId: 343, ...options });
      return { link, authId: user.auth_id, token: /#([^&]+)/.exec(link)![1]! };
    },
    receivedFrom: (authId) =>
      standin.received.map(({ body }) => body as Record<string, unknown>).filter((body) => body.auth_id === authId),
    async metrics() {
      const answer = await fetch(`${relay.url}metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
      return answer.text();
    },
    async close() {
      await relay.stop('SIGKILL');
      await standin.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
