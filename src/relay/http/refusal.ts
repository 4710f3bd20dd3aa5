/** Why the relay itself refused a request; a step of the order of checks. */
export type RefusalReason =
  | 'method'
  | 'origin'
  | 'address-limit'
  | 'type'
  | 'size'
  | 'json'
  | 'identity'
  | 'fields'
  | 'business'
  | 'user-limit'
  | 'not-found'
  | 'broken-off';

/** The relay's own refusal. It has the shape of Haptik's answers and never quotes what was sent. */
export class Refusal extends Error {
  readonly status: number;
  readonly reason: RefusalReason;
  /** Headers beyond those that every answer has. */
  readonly headers: Record<string, string>;

  constructor(status: number, reason: RefusalReason, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.reason = reason;
    this.headers = headers;
  }
}
