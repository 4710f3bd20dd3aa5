/** The answer of the previewed page's fake relay: a response, a network error, or `undefined` for no answer. */
export type RelayAnswer = Response | Error | undefined;

/** Controls the fake relay, connection and clock of the preview frame. */
export interface FakeEnvironment {
  /** Called for each request to the relay. */
  answer: () => RelayAnswer;
  /** Sets `navigator.onLine` and fires `online` or `offline`. */
  setOnline(isOnline: boolean): void;
  /** Moves the clock ahead. */
  advanceClock(milliseconds: number): void;
  /** Sets `navigator.onLine` to true, without an event, and the clock to the real time. */
  reset(): void;
}

/** Replaces `fetch`, the connection and the clock of this frame, so that the preview can bring the form into any state. */
export function installFakeEnvironment(relayUrl: string): FakeEnvironment {
  const realFetch = window.fetch.bind(window);
  const realNow = Date.now;
  let isOnline = true;
  let clockOffset = 0;

  const environment: FakeEnvironment = {
    answer: () => undefined,
    setOnline(next) {
      isOnline = next;
      dispatchEvent(new Event(next ? 'online' : 'offline'));
    },
    advanceClock(milliseconds) {
      clockOffset += milliseconds;
    },
    reset() {
      isOnline = true;
      clockOffset = 0;
    },
  };

  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
    if (url.pathname !== relayUrl) return realFetch(input, init);
    const answer = environment.answer();
    if (answer instanceof Error) return Promise.reject(answer);
    return answer ? Promise.resolve(answer) : new Promise(() => {});
  };
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => isOnline });
  Date.now = () => realNow() + clockOffset;
  return environment;
}

function answerWith(status: number, body: object, headers?: HeadersInit): () => Response {
  return () => Response.json(body, { status, ...(headers && { headers }) });
}

/** The answers that Haptik documents (Haptik: Log Feedback API), and other answers that a relay can give. */
export const ANSWERS = {
  recorded: answerWith(201, { success: true }),
  duplicate: answerWith(400, { error_message: 'duplicate feedback' }),
  'no-conversation': answerWith(404, {
    error_message: 'Failed to submit feedback, please make sure there is an active conversation with the agent',
  }),
  'invalid-user': answerWith(403, { error_message: 'Invalid_User' }),
  unauthorized: answerWith(401, { error_message: 'invalid authorization details' }),
  'rate-limited': answerWith(429, { error_message: 'too many requests' }, { 'retry-after': '60' }),
  rejected: answerWith(400, { error_message: 'invalid request' }),
  'server-error': answerWith(500, { error_message: 'internal server error' }),
  unreachable: () => new TypeError('Failed to fetch'),
  none: () => undefined,
} as const satisfies Record<string, () => RelayAnswer>;
