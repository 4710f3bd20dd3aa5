import { isWireMistake, parseWire } from '../feedback/parse-wire.js';
import { Conversations, DEMO_BUSINESS_ID, DEMO_USER, NEW_USER } from './conversations.js';
import type { Fault } from './fault.js';

/** How many of the bodies received are kept, the newest. */
const RECEIVED_MAX = 1000;

export interface StandinOptions {
  /** The clock, in milliseconds since the epoch; `Date.now` by default. */
  now?: (() => number) | undefined;
  /** The account's token, which callers must send. */
  token: string;
  /** The account's client id, which callers must send. */
  clientId: string;
  /** The status of a duplicate, which Haptik does not document; 400 by default. */
  duplicateStatus?: number | undefined;
  /** Milliseconds that the fault `slow` waits; 3000 by default. */
  slowMs?: number | undefined;
}

/** A body that arrived at the feedback endpoint, whatever the answer was. */
export interface Received {
  /** When, as ISO 8601. */
  at: string;
  /** The status that answered it. */
  status: number;
  /** The parsed JSON, or the text when it is not JSON. */
  body: unknown;
}

export interface Standin {
  /** Answers as Haptik does. Rejects under the fault `unreachable`, as `fetch` does when a connection is lost. */
  fetch(request: Request): Promise<Response>;
  /** What arrived at the feedback endpoint, oldest first. */
  readonly received: readonly Received[];
  /** Calls the listener for everything that arrives from now on; returns the way to stop that. */
  onReceived(listener: (received: Received) => void): () => void;
  readonly fault: Fault;
  setFault(fault: Fault): void;
  /** Forgets what was received and who gave feedback, and knows the demo users alone again; the fault stays. */
  reset(): void;
  /** The users that it knows from the start. */
  readonly users: readonly string[];
  readonly businessId: number;
}

/**
 * A stand-in for Haptik, with its three documented endpoints, their answers and the one-hour rule. What Haptik does
 * not document (a malformed body, another path) is answered in the plainest way and must not be relied on.
 *
 * @example
 * const standin = createStandin({ token: 'secret', clientId: 'client' });
 * const answer = await standin.fetch(new Request('https://haptik.example/v1.0/log_feedback_from_user/', { … }));
 */
export function createStandin(options: StandinOptions): Standin {
  const { now = Date.now, token, clientId, duplicateStatus = 400, slowMs = 3000 } = options;
  const conversations = new Conversations();
  const received: Received[] = [];
  const listeners = new Set<(received: Received) => void>();
  let fault: Fault = 'none';
  let messages = 0;

  const endpoints: Record<string, (body: unknown) => Response> = {
    'POST /v1.0/user/': registerUser,
    'PUT /v1.0/user/': registerUser,
    'POST /v1.0/log_message_from_user/': logMessage,
    'POST /v1.0/log_feedback_from_user/': logFeedback,
  };

  function registerUser(body: unknown): Response {
    const authId = field(body, 'auth_id');
    if (typeof authId !== 'string' || authId === '') return malformed();
    const { mobile_no, email, name } = conversations.register(authId, body as Record<string, unknown>);
    return Response.json({ auth_id: authId, mobile_no, email, name });
  }

  function logMessage(body: unknown): Response {
    const authId = field(field(body, 'user'), 'auth_id');
    const businessId = field(body, 'business_id');
    if (typeof authId !== 'string' || typeof businessId !== 'number') return malformed();
    if (!conversations.isRegistered(authId)) return refuse(403, 'user is not registered');
    conversations.start(authId, businessId);
    messages += 1;
    return Response.json({
      message_id: messages,
      message_body: field(body, 'message_body'),
      created_at: new Date(now()).toISOString(),
      message_type: field(body, 'message_type') ?? 0,
    });
  }

  function logFeedback(body: unknown): Response {
    const feedback = parseWire(body);
    if (isWireMistake(feedback)) return malformed();
    const authId = feedback.auth_id!;
    if (!conversations.isRegistered(authId)) return refuse(403, 'Invalid_User');
    if (!conversations.isActive(authId, feedback.business_id)) {
      return refuse(404, 'Failed to submit feedback, please make sure there is an active conversation with the agent');
    }
    if (conversations.gaveFeedback(authId, now())) return refuse(duplicateStatus, 'duplicate feedback');
    conversations.recordFeedback(authId, now());
    return Response.json({ success: true }, { status: 201 });
  }

  function authorised(request: Request): boolean {
    return (
      fault !== 'wrong-token' &&
      request.headers.get('authorization') === `Bearer ${token}` &&
      request.headers.get('client-id') === clientId
    );
  }

  return {
    received,
    businessId: DEMO_BUSINESS_ID,
    users: [DEMO_USER, NEW_USER],
    get fault() {
      return fault;
    },
    setFault(next) {
      fault = next;
    },
    onReceived(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reset() {
      conversations.reset();
      received.length = 0;
    },
    async fetch(request) {
      if (fault === 'unreachable') throw new TypeError('fetch failed');
      const { pathname } = new URL(request.url);
      const text = await request.text();
      if (fault === 'slow') await pause(slowMs, request.signal);
      const body = parse(text);
      const answer = () => {
        const endpoint = endpoints[`${request.method} ${pathname}`];
        if (!endpoint) return refuse(404, 'not found');
        if (fault === '500') return refuse(500, 'internal server error');
        if (!authorised(request)) return refuse(401, 'invalid authorization details');
        return endpoint(body);
      };
      const response = answer();
      if (pathname === '/v1.0/log_feedback_from_user/') {
        const entry = { at: new Date(now()).toISOString(), status: response.status, body };
        received.push(entry);
        if (received.length > RECEIVED_MAX) received.shift();
        for (const listener of listeners) listener(entry);
      }
      return response;
    },
  };
}

function refuse(status: number, message: string): Response {
  return Response.json({ error_message: message }, { status });
}

function malformed(): Response {
  return refuse(400, 'invalid request');
}

function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Waits, or rejects as soon as the caller gives up. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
