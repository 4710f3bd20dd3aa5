import { type ReadonlySignal, signal } from '@preact/signals';

/** What goes wrong on purpose, as the relay names it. */
export type Fault = 'none' | 'slow' | '500' | 'unreachable' | 'wrong-token';

/** What arrived at Haptik's stand-in. */
export interface Received {
  /** Tells entries apart; grows with each. */
  id: number;
  /** ISO 8601. */
  at: string;
  /** The status that answered it. */
  status: number;
  body: unknown;
}

/**
 * - `connecting`: the relay has not answered yet, or not since it was lost
 * - `standin`: it runs on the stand-in, which the page can watch and control
 * - `account`: it runs on a real account
 * - `absent`: the page is served by something else, so that there is no relay
 */
export type Connection = 'connecting' | 'standin' | 'account' | 'absent';

/** The relay that serves this page, and the stand-in behind it. */
export interface Demo {
  /** The relay's feedback endpoint, as a path: the page may be seen under more than one name. */
  readonly relayUrl: string;
  readonly connection: ReadonlySignal<Connection>;
  readonly businessId: ReadonlySignal<number | undefined>;
  /** The users that the stand-in knows. */
  readonly users: ReadonlySignal<readonly string[]>;
  readonly fault: ReadonlySignal<Fault>;
  /** Oldest first. */
  readonly received: ReadonlySignal<readonly Received[]>;
  connect(): void;
  /** Rejects when the relay does not answer. */
  setFault(fault: Fault): Promise<void>;
  /** Lets the stand-in forget what it received and who gave feedback; rejects when the relay does not answer. */
  reset(): Promise<void>;
}

const RETRY_MS = 2000;
const RECEIVED_MAX = 1000;

/** Watches and controls the demo of the relay at this page's address. */
export function createDemo(base: string = document.baseURI): Demo {
  const at = (path: string) => new URL(path, base);
  const connection = signal<Connection>('connecting');
  const businessId = signal<number | undefined>(undefined);
  const users = signal<readonly string[]>([]);
  const fault = signal<Fault>('none');
  const received = signal<readonly Received[]>([]);

  async function connect() {
    let answer: Response;
    try {
      answer = await fetch(at('demo/config'), { headers: { accept: 'application/json' } });
    } catch {
      setTimeout(connect, RETRY_MS);
      return;
    }
    const config: unknown = await answer.json().catch(() => undefined);
    if (!isConfig(config)) {
      // Another server's page in place of the configuration is for ever; its failure may pass.
      if (answer.status >= 500) setTimeout(connect, RETRY_MS);
      else connection.value = 'absent';
      return;
    }
    businessId.value = config.businessId;
    if (!config.demo) {
      connection.value = 'account';
      return;
    }
    users.value = config.users ?? [];
    listen();
  }

  function listen() {
    const events = new EventSource(at('demo/events'));
    events.addEventListener('state', ({ data }) => {
      const state = JSON.parse(data) as { fault: Fault; received: Omit<Received, 'id'>[] };
      fault.value = state.fault;
      received.value = state.received.map((entry, id) => ({ ...entry, id }));
      connection.value = 'standin';
    });
    events.addEventListener('received', ({ data }) => {
      const id = (received.peek().at(-1)?.id ?? -1) + 1;
      received.value = [...received.peek(), { ...JSON.parse(data), id }].slice(-RECEIVED_MAX);
    });
    events.addEventListener('error', () => {
      connection.value = 'connecting';
      // The browser comes back by itself, except after an answer that was none.
      if (events.readyState !== EventSource.CLOSED) return;
      setTimeout(listen, RETRY_MS);
    });
  }

  async function ask(path: string, init: RequestInit) {
    const answer = await fetch(at(path), init);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  }

  return {
    relayUrl: at('feedback').pathname,
    connection,
    businessId,
    users,
    fault,
    received,
    connect: () => void connect(),
    async setFault(next) {
      await ask('demo/fault', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ fault: next }),
      });
      fault.value = next;
    },
    reset: () => ask('demo/reset', { method: 'POST' }),
  };
}

function isConfig(value: unknown): value is { demo: boolean; businessId?: number; users?: string[] } {
  return typeof value === 'object' && value !== null && 'demo' in value && typeof value.demo === 'boolean';
}
