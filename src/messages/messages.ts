/** One text for each plural category of a language; `{count}` is replaced by the number, in the locale's digits. */
export type PluralMap = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Every text that a visitor may read. */
export interface Messages {
  title: string;
  ratingLabel: string;
  /** The name of each star. */
  star: PluralMap;
  resolvedLabel: string;
  yes: string;
  no: string;
  commentLabel: string;
  charactersLeft: PluralMap;
  submit: string;
  sending: string;
  ratingMissing: string;
  resolvedMissing: string;
  sent: string;
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
