/** How long after feedback the same user cannot give more, in milliseconds. Haptik: Log Feedback API. */
const COOL_DOWN_MS = 60 * 60 * 1000;

/** The business that the demo users belong to. */
export const DEMO_BUSINESS_ID = 343;

/** A user who has an active conversation. */
export const DEMO_USER = 'demo-user';

/** A user who is registered but has no conversation. */
export const NEW_USER = 'new-user';

/** Stores which users are registered, which have a conversation, and when each gave feedback. */
export class Conversations {
  readonly #registered = new Map<string, Record<string, unknown>>();
  readonly #active = new Map<string, Set<number>>();
  readonly #feedbackAt = new Map<string, number>();

  constructor() {
    this.reset();
  }

  /** Forgets everything except the demo users. */
  reset(): void {
    this.#registered.clear();
    this.#active.clear();
    this.#feedbackAt.clear();
    this.register(DEMO_USER, {});
    this.register(NEW_USER, {});
    this.start(DEMO_USER, DEMO_BUSINESS_ID);
  }

  /** Registers a user or updates one; returns the whole profile. */
  register(authId: string, profile: Record<string, unknown>): Record<string, unknown> {
    const whole = { ...this.#registered.get(authId), ...profile };
    this.#registered.set(authId, whole);
    return whole;
  }

  isRegistered(authId: string): boolean {
    return this.#registered.has(authId);
  }

  /** Starts a conversation of a user with a business. Haptik: the user's first message does so. */
  start(authId: string, businessId: number): void {
    const businesses = this.#active.get(authId) ?? new Set();
    this.#active.set(authId, businesses.add(businessId));
  }

  isActive(authId: string, businessId: number): boolean {
    return this.#active.get(authId)?.has(businessId) ?? false;
  }

  /** Tells whether a user gave feedback within the last hour, about any business. */
  gaveFeedback(authId: string, now: number): boolean {
    const at = this.#feedbackAt.get(authId);
    return at !== undefined && now - at < COOL_DOWN_MS;
  }

  recordFeedback(authId: string, now: number): void {
    this.#feedbackAt.set(authId, now);
  }
}
