import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Names the check that refused a request. */
export type RefusalReason =
  | 'method'
  | 'origin'
  | 'address-limit'
  | 'type'
  | 'size'
  | 'json'
  | 'identity'
  | 'identity-keys'
  | 'link'
  | 'signature'
  | 'queue'
  | 'fields'
  | 'business'
  | 'user-limit'
  | 'idempotency-key'
  | 'not-found'
  | 'broken-off';

/** Refuses a request. The answer has the shape of Haptik's answers and never quotes what was sent. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode;
  readonly reason: RefusalReason;
  /** Headers beyond those of every answer. */
  readonly headers: Record<string, string>;

  constructor(
    status: ContentfulStatusCode,
    reason: RefusalReason,
    message: string,
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.reason = reason;
    this.headers = headers;
  }
}
