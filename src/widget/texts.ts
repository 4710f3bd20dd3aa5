import type { Messages } from '../messages/messages.js';

/** What the components say, and in which language. */
export interface Texts {
  messages: Messages;
  /** The BCP 47 tag that numbers and times are written in. */
  locale: string;
}
