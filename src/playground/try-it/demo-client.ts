import { type ReadonlySignal, signal } from '@preact/signals';

/** A fault that the relay's demo can simulate. */
export type Fault = 'none' | 'slow' | '500' | 'unreachable' | 'wrong-token';

/** A line of the relay's log. */
export interface LogLine {
  /** ISO 8601. */
  time: string;
  status: number;
  /** How long Haptik took, in milliseconds; missing when the relay did not ask Haptik. */
  haptikMs?: number;
  [field: string]: unknown;
}

/** A request that Haptik's stand-in received, or that the relay answered without asking Haptik. */
export interface Received {
  /** Unique; grows with each request. */
  id: number;
  /** ISO 8601. */
  at: string;
  /** The status of the answer. */
  status: number;
  /** What Haptik received; `undefined` when the relay did not ask Haptik. */
  body?: unknown;
  /** The relay's log line of the request; `null` for a request from before this page was opened. */
  log?: LogLine | null;
}

/**
 * - `connecting`: the relay has not answered yet, or the connection is lost
 * - `standin`: the relay uses the stand-in, which the page can watch and control
 * - `account`: the relay uses a real account
 * - `absent`: the page's server is not a relay
 */
export type Connection = 'connecting' | 'standin' | 'account' | 'absent';

/** Links to the relay's page, for one visitor. Together they accept feedback once. */
export interface MadeLinks {
  link: string;
  /** The same link with one to five stars. */
  starLinks: readonly string[];
}

/** A client of the relay that serves this page, and of the stand-in behind it. */
export interface DemoClient {
  /** The path of the relay's feedback endpoint. It has no origin, because the page can be opened at more than one. */
  readonly relayUrl: string;
  readonly connection: ReadonlySignal<Connection>;
  readonly businessId: ReadonlySignal<number | undefined>;
  /** The users that the stand-in knows. */
  readonly users: ReadonlySignal<readonly string[]>;
  readonly fault: ReadonlySignal<Fault>;
  /** What Haptik received, and what the relay answered without asking Haptik; the oldest first. */
  readonly received: ReadonlySignal<readonly Received[]>;
  /** Asks the relay for its configuration, then follows the stand-in. Tries again until the relay answers. */
  connect(): void;
  /** Makes the stand-in simulate a fault. Rejects when the relay does not answer. */
  setFault(fault: Fault): Promise<void>;
  /**
   * Makes links for a visitor. Rejects when the relay does not answer.
   *
   * @param language the language of the relay's page; the browser's language when `undefined`
   */
  makeLinks(authId: string, language: string | undefined): Promise<MadeLinks>;
  /** Clears all requests and feedback in the stand-in. Rejects when the relay does not answer. */
  reset(): Promise<void>;
}

const RETRY_DELAY_MS = 2000;
const RECEIVED_MAX = 1000;

/**
 * Creates a client of the relay's demo endpoints.
 *
 * @param base the URL that the endpoints are relative to
 */
export function createDemoClient(base: string = document.baseURI): DemoClient {
  const urlOf = (path: string) => new URL(path, base);
  const connection = signal<Connection>('connecting');
  const businessId = signal<number | undefined>(undefined);
  const users = signal<readonly string[]>([]);
  const fault = signal<Fault>('none');
  const received = signal<readonly Received[]>([]);

  async function connect() {
    let answer: Response;
    try {
      answer = await fetch(urlOf('demo/config'), { headers: { accept: 'application/json' } });
    } catch {
      setTimeout(connect, RETRY_DELAY_MS);
      return;
    }
    const config: unknown = await answer.json().catch(() => undefined);
    if (!isConfig(config)) {
      // A server error can pass. Any other answer means that this server is not a relay.
      if (answer.status >= 500) setTimeout(connect, RETRY_DELAY_MS);
      else connection.value = 'absent';
      return;
    }
    businessId.value = config.businessId;
    if (!config.demo) {
      connection.value = 'account';
      return;
    }
    users.value = config.users ?? [];
    followEvents();
  }

  function followEvents() {
    const events = new EventSource(urlOf('demo/events'));
    events.addEventListener('state', ({ data }) => {
      const state = JSON.parse(data) as { fault: Fault; received: Omit<Received, 'id'>[] };
      fault.value = state.fault;
      received.value = state.received.map((entry, id) => ({ ...entry, id, log: null }));
      connection.value = 'standin';
    });
    events.addEventListener('received', ({ data }) => addEntry(JSON.parse(data)));
    events.addEventListener('log', ({ data }) => {
      const log = JSON.parse(data) as LogLine;
      // The relay logs a request when it has Haptik's answer, so the request has an entry already.
      const entry = log.haptikMs === undefined ? undefined : received.peek().find((it) => it.log === undefined);
      if (entry) received.value = received.peek().map((it) => (it === entry ? { ...it, log } : it));
      else addEntry({ at: log.time, status: log.status, log });
    });
    events.addEventListener('error', () => {
      connection.value = 'connecting';
      // The browser reconnects by itself, except after an answer that is not an event stream.
      if (events.readyState === EventSource.CLOSED) setTimeout(followEvents, RETRY_DELAY_MS);
    });
  }

  function addEntry(entry: Omit<Received, 'id'>) {
    const id = (received.peek().at(-1)?.id ?? -1) + 1;
    received.value = [...received.peek(), { ...entry, id }].slice(-RECEIVED_MAX);
  }

  async function sendRequest(path: string, init: RequestInit) {
    const answer = await fetch(urlOf(path), init);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer;
  }

  const sendJson = (path: string, method: string, body: object) =>
    sendRequest(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  return {
    relayUrl: urlOf('feedback').pathname,
    connection,
    businessId,
    users,
    fault,
    received,
    connect: () => void connect(),
    async setFault(next) {
      await sendJson('demo/fault', 'PUT', { fault: next });
      fault.value = next;
    },
    async makeLinks(authId, language) {
      const answer = await sendJson('demo/links', 'POST', { auth_id: authId, language });
      const { link, star_links } = (await answer.json()) as { link: string; star_links: string[] };
      return { link, starLinks: star_links };
    },
    async reset() {
      await sendRequest('demo/reset', { method: 'POST' });
    },
  };
}

function isConfig(value: unknown): value is { demo: boolean; businessId?: number; users?: string[] } {
  return typeof value === 'object' && value !== null && 'demo' in value && typeof value.demo === 'boolean';
}
