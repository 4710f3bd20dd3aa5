import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type RelayProcess, runRelay } from '../relay/relay-process.js';
import { type ListeningStandin, listenStandin } from '../standin/listen-standin.js';
import { html, type Site, startSite } from './site.js';
import { setUpBrowser, type Visit, type VisitOptions } from './test-browser.js';

const RELAY = { folder: join(import.meta.dirname, '../../dist/relay'), remove() {} };
const ACCOUNT = { token: 'a-token-that-only-haptik-sees', clientId: 'client' };
const BUSINESS_ID = 343;

/** A site, the built relay as a process, and a stand-in for Haptik, each on an origin of its own. */
export interface WholePath {
  site: Site;
  relay: RelayProcess;
  standin: ListeningStandin;
  /** Makes a new visitor known to Haptik, with an active conversation, and returns the `auth_id`. */
  registerVisitor(): Promise<string>;
  /** Serves at `/` a page that contains only the element, for this visitor. */
  servePage(authId: string, attributes?: string): void;
  /** Kills the relay, as a crash does. */
  killRelay(): Promise<void>;
  /** Starts the relay again on the same port. */
  restartRelay(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a site, a relay and a stand-in. */
export async function startWholePath(): Promise<WholePath> {
  const [site, standin] = await Promise.all([startSite(), listenStandin(ACCOUNT)]);
  const start = (port: string) =>
    runRelay(RELAY, {
      HAPTIK_BASE_URL: standin.origin,
      HAPTIK_TOKEN: ACCOUNT.token,
      HAPTIK_CLIENT_ID: ACCOUNT.clientId,
      ALLOWED_ORIGINS: site.url,
      LOG_LEVEL: 'silent',
      PORT: port,
    });
  const callStandin = (path: string, body: object) =>
    fetch(standin.origin + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${ACCOUNT.token}`, 'client-id': ACCOUNT.clientId },
      body: JSON.stringify(body),
    });
  let visitors = 0;

  const path: WholePath = {
    site,
    standin,
    relay: await start('0'),
    async registerVisitor() {
      const user = { auth_id: `visitor${++visitors}` };
      await callStandin('/v1.0/user/', user);
      await callStandin('/v1.0/log_message_from_user/', { user, message_body: 'Hello', business_id: BUSINESS_ID });
      return user.auth_id;
    },
    servePage(authId, attributes = '') {
      const form = `<haptik-feedback relay-url="${path.relay.url}feedback" business-id="${BUSINESS_ID}" auth-id="${authId}" ${attributes}></haptik-feedback>`;
      site.serve('/', html(form, '<script async src="/haptik-feedback.js"></script>'));
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

/** A whole path and a browser for the tests of one file; each test has a visitor of its own. */
export interface TestPath {
  path: WholePath;
  /** The `auth_id` of the test's visitor. */
  authId: string;
  /** Opens a page that contains only the element. */
  visit(options?: PathVisitOptions): Promise<Visit>;
  /** Returns the comments that Haptik has received from the test's visitor. */
  receivedComments(): (string | undefined)[];
}

/** How a page of the path is visited. */
export interface PathVisitOptions extends Pick<VisitOptions, 'isReturning' | 'before'> {
  /** By default, the test's visitor. */
  authId?: string;
  /** Attributes of the element, besides the required ones. */
  attributes?: string;
}

/** Starts a whole path for the tests of one file. */
export function setUpWholePath(): TestPath {
  const browser = setUpBrowser(() => [test.path.site.url]);
  const test: TestPath = {
    path: undefined as unknown as WholePath,
    authId: '',
    visit({ authId = test.authId, attributes = '', ...rest } = {}) {
      test.path.servePage(authId, attributes);
      return browser.visit(`${test.path.site.url}/`, rest);
    },
    receivedComments() {
      const bodies = test.path.standin.received.map(({ body }) => body as { auth_id: string; feedback?: string });
      return bodies.filter((body) => body.auth_id === test.authId).map(({ feedback }) => feedback);
    },
  };

  beforeAll(async () => {
    test.path = await startWholePath();
  });
  beforeEach(async () => {
    test.path.site.reset();
    test.path.standin.setFault('none');
    test.authId = await test.path.registerVisitor();
  });
  afterAll(() => test.path.close());

  return test;
}
