import type { Model } from '../feedback/model.js';
import type { Messages } from '../messages/messages.js';

/** What every part of a form reads: the model, the texts and the settings. */
export interface Form {
  model: Model;
  messages: Messages;
  /** The BCP 47 tag of the language in which numbers and times are written. */
  locale: string;
  /** The limit of the comment, in characters as a person counts them. */
  commentMaxLength: number;
  /** The level of the title's heading, 1–6; 2 by default. */
  headingLevel?: number;
  /** The prefix of every element id in the form; unique on the page. */
  id: string;
  /** Whether the markup may hold answers that the visitor gave before it was hydrated: true in the first render. */
  isFirstRender?: boolean | undefined;
  /** Whether the form is in a dialog whose name is the form's title. */
  isInDialog?: boolean | undefined;
  /** Closes that dialog. */
  closePanel?: (() => void) | undefined;
}

export interface FormProps {
  form: Form;
}
