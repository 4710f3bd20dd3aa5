import type { Model } from '../feedback/model.js';
import type { Messages } from '../messages/messages.js';

/** What the parts of a form show and act on. */
export interface Form {
  model: Model;
  messages: Messages;
  /** The BCP 47 tag that numbers and times are written in. */
  locale: string;
  /** In characters as a person counts them. */
  commentMaxLength: number;
  /** What the ids of its elements begin with, no other on the page doing so. */
  id: string;
}

export interface FormProps {
  form: Form;
}
