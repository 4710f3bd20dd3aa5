/** The facts that a runtime knows of a request. */
export interface RequestInfo {
  /** The connected address. Without it all requests share one limit. */
  clientAddress?: string | undefined;
  /** True where the platform guarantees that `clientAddress` is the visitor's. Forwarded headers are then ignored. */
  isVisitor?: boolean | undefined;
  /** The target of the request line, where the runtime shows it: `Request` normalises its path. */
  sentTarget?: string | undefined;
  /** Keeps the runtime alive until a promise settles, also when the client has gone. */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
}

/** The facts about a request that its log line and the metrics need. */
export interface RequestRecord {
  /** The id that the answer carries as `X-Request-Id`. */
  id: string;
  address: string | undefined;
  outcome: string;
  /** How long Haptik took, in milliseconds. */
  haptikMs?: number | undefined;
  /** True when the feedback had been tried before. */
  isReplayed?: boolean | undefined;
  /** What the request brings, when it is counted. A post to a path that does not exist may be feedback. */
  kind?: 'feedback' | 'webhook' | undefined;
}

/** Types Hono's context. */
export interface RelayContext {
  Bindings: RequestInfo;
  Variables: { record: RequestRecord };
}
