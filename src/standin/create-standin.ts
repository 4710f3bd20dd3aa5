import { ownField } from '../feedback/own-field.js';
import { isWireMistake, parseWire } from '../feedback/parse-wire.js';
import { Conversations, DEMO_BUSINESS_ID, DEMO_USER, NEW_USER } from './conversations.js';
import type { Fault } from './fault.js';

/** How many received bodies are kept. The newest remain. */
const RECEIVED_MAX = 1000;

/** Configures a stand-in. */
export interface StandinOptions {
  /** Returns milliseconds since the epoch; `Date.now` by default. */
  now?: (() => number) | undefined;
  /** The account's token. Callers must send it. */
  token: string;
  /** The account's client id. Callers must send it. */
  clientId: string;
  /** The status of a duplicate. Haptik does not document it; 400 by default. */
  duplicateStatus?: number | undefined;
  /** How long the fault `slow` waits, in milliseconds; 3000 by default. */
  slowMs?: number | undefined;
}

/** A body that the feedback endpoint received, and the status of its answer. */
export interface Received {
  /** The time, as ISO 8601. */
  at: string;
  status: number;
  /** The parsed JSON, or the text when the body is not JSON. */
  body: unknown;
}

/** Stands in for Haptik. */
export interface Standin {
  /** Answers as Haptik does. With the fault `unreachable` it rejects, as `fetch` does when a connection is lost. */
  fetch(request: Request): Promise<Response>;
  /** The bodies that the feedback endpoint received, oldest first. */
  readonly received: readonly Received[];
  /** Calls the listener for each body received from now on. Returns a function that stops this. */
  onReceived(listener: (received: Received) => void): () => void;
  readonly fault: Fault;
  setFault(fault: Fault): void;
  /** Forgets everything except the demo users and the fault. */
  reset(): void;
  /** The demo users. */
  readonly users: readonly string[];
  readonly businessId: number;
}

/**
 * Creates a stand-in for Haptik with its three documented endpoints, their answers and the one-hour rule. Do not rely on
 * the answers that Haptik does not document, such as those to a malformed body or another path. Haptik: Log Feedback API.
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
    const authId = ownField(body, 'auth_id');
    if (typeof authId !== 'string' || authId === '') return malformed();
    const { mobile_no, email, name } = conversations.register(authId, body as Record<string, unknown>);
    return Response.json({ auth_id: authId, mobile_no, email, name });
  }

  function logMessage(body: unknown): Response {
    const authId = ownField(ownField(body, 'user'), 'auth_id');
    const businessId = ownField(body, 'business_id');
    if (typeof authId !== 'string' || typeof businessId !== 'number') return malformed();
    if (!conversations.isRegistered(authId)) return refuse(403, 'user is not registered');
    conversations.start(authId, businessId);
    messages += 1;
    return Response.json({
      message_id: messages,
      message_body: ownField(body, 'message_body'),
      created_at: new Date(now()).toISOString(),
      message_type: ownField(body, 'message_type') ?? 0,
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

  function isAuthorised(request: Request): boolean {
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
        if (!isAuthorised(request)) return refuse(401, 'invalid authorization details');
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Waits; rejects as soon as the caller gives up. */
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
