import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright';
import { type RelayProcess, runRelay } from '../relay/relay-process.js';
import { type ListeningStandin, listenStandin } from '../standin/listen-standin.js';
import { html, type Site, startSite, type Visit, visit } from './embed-site.js';

const RELAY = { folder: join(import.meta.dirname, '../../dist/relay'), remove() {} };
const ACCOUNT = { token: 'a-token-that-only-haptik-sees', clientId: 'client' };

/** A site, the built relay as a process, and a stand-in for Haptik, each on an origin of its own. */
export interface WholePath {
  site: Site;
  relay: RelayProcess;
  standin: ListeningStandin;
  /** Visits a page with nothing but the element on it; `browser` as a new visitor, a context as one who was here. */
  visit(browser: Browser | BrowserContext, authId?: string, attributes?: string): Promise<Visit>;
  /** Ends the relay as a crash does, and starts it again on the same port. */
  killRelay(): Promise<void>;
  restartRelay(): Promise<void>;
  close(): Promise<void>;
}

export async function startWholePath(options: { duplicateStatus?: number; token?: string } = {}): Promise<WholePath> {
  const { duplicateStatus = 400, token = ACCOUNT.token } = options;
  const site = await startSite();
  const standin = await listenStandin({ ...ACCOUNT, duplicateStatus });
  const start = (port: string) =>
    runRelay(RELAY, {
      HAPTIK_BASE_URL: standin.origin,
      HAPTIK_TOKEN: token,
      HAPTIK_CLIENT_ID: ACCOUNT.clientId,
      ALLOWED_ORIGINS: site.url,
      LOG_LEVEL: 'silent',
      PORT: port,
    });
  const path: WholePath = {
    site,
    standin,
    relay: await start('0'),
    async visit(browser, authId = 'demo-user', attributes = '') {
      const relayUrl = `${path.relay.url}feedback`;
      const form = `<haptik-feedback relay-url="${relayUrl}" business-id="343" auth-id="${authId}" ${attributes}></haptik-feedback>`;
      site.serve('/', html(form, '<script async src="/haptik-feedback.js"></script>'));
      return visit(browser, `${site.url}/`);
    },
    async killRelay() {
      await path.relay.stop('SIGKILL');
    },
    async restartRelay() {
      path.relay = await start(new URL(path.relay.url).port);
    },
    async close() {
      await path.relay.stop('SIGKILL');
      await standin.close();
      await site.close();
    },
  };
  return path;
}
