/** What the relay of the previewed page answers; `undefined`: it never does. */
export type RelayAnswer = Response | Error | undefined;

/** The network and the clock of the previewed page, which its frame alone has. */
export interface PreviewWorld {
  answer: () => RelayAnswer;
  setOnline(isOnline: boolean): void;
  /** Lets the clock jump ahead. */
  advance(milliseconds: number): void;
  /** Online and on time again. */
  restore(): void;
}

/** Takes the network and the clock of this page over, so that the form can be led into any state. */
export function createPreviewWorld(relayUrl: string): PreviewWorld {
  const fetchForReal = window.fetch.bind(window);
  const now = Date.now;
  let isOnline = true;
  let ahead = 0;

  const world: PreviewWorld = {
    answer: () => undefined,
    setOnline(next) {
      isOnline = next;
      dispatchEvent(new Event(next ? 'online' : 'offline'));
    },
    advance(milliseconds) {
      ahead += milliseconds;
    },
    restore() {
      isOnline = true;
      ahead = 0;
    },
  };

  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
    if (url.pathname !== relayUrl) return fetchForReal(input, init);
    const answer = world.answer();
    if (answer instanceof Error) return Promise.reject(answer);
    return answer ? Promise.resolve(answer) : new Promise(() => {});
  };
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => isOnline });
  Date.now = () => now() + ahead;
  return world;
}

function answerOf(status: number, body: object, headers?: HeadersInit): () => Response {
  return () => Response.json(body, { status, ...(headers && { headers }) });
}

/** Haptik's answers, as its documentation states them, and what a relay may answer besides. */
export const ANSWERS = {
  recorded: answerOf(201, { success: true }),
  duplicate: answerOf(400, { error_message: 'duplicate feedback' }),
  'no-conversation': answerOf(404, {
    error_message: 'Failed to submit feedback, please make sure there is an active conversation with the agent',
  }),
  'invalid-user': answerOf(403, { error_message: 'Invalid_User' }),
  unauthorized: answerOf(401, { error_message: 'invalid authorization details' }),
  'rate-limited': answerOf(429, { error_message: 'too many requests' }, { 'retry-after': '60' }),
  rejected: answerOf(400, { error_message: 'invalid request' }),
  'server-error': answerOf(500, { error_message: 'internal server error' }),
  unreachable: () => new TypeError('Failed to fetch'),
  silence: () => undefined,
} as const satisfies Record<string, () => RelayAnswer>;
