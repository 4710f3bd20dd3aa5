/** One text for each plural category that a language has; `{count}` stands for the number in its digits. */
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
  /** `{time}` stands for the time of day from which more feedback can be given. */
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
  /** Shown in place of the form when it cannot work: a wrong option, or a file that could not be loaded. */
  unavailable: string;
  retry: string;
  close: string;
  open: string;
}
