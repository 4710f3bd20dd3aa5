/** One text for each plural category of a language; `{count}` is replaced by the number, in the locale's digits. */
export type PluralMap = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Every text that a visitor may read. */
export interface Messages {
  title: string;
  ratingLabel: string;
  /** The name of each star. */
  star: PluralMap;
  /** What each star means, from one to five: shown under the stars, and the description of each. `[]` shows none. */
  ratingWords: readonly string[];
  resolvedLabel: string;
  yes: string;
  no: string;
  commentLabel: string;
  charactersLeft: PluralMap;
  submit: string;
  sending: string;
  /** Shown in place of `submit` while the visitor has to wait. */
  retryIn: PluralMap;
  ratingMissing: string;
  resolvedMissing: string;
  sent: string;
  /** Follows `sent` in the thanks. */
  sentDetail: string;
  /** `{time}` is replaced by the time of day from which more feedback is accepted. */
  shared: string;
  offline: string;
  expired: string;
  duplicate: string;
  noConversation: string;
  invalidUser: string;
  unauthorized: string;
  rejected: string;
  rateLimited: string;
  unreachable: string;
  serverError: string;
  /** Shown instead of the form when it cannot work: an option is wrong, or a file could not be fetched. */
  unavailable: string;
  retry: string;
  close: string;
  open: string;
}
