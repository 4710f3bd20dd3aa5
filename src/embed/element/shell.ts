import type { Messages } from '../../messages/messages.js';
import type { Options } from '../options/options.js';

/** The form's first state. The visitor can answer in it before the code of the form has arrived, which hydrates it. */
export interface Shell {
  /** True when the visitor has pressed *Send feedback*. */
  readonly isSendPressed: boolean;
  /**
   * Shows what the form will show first, or nothing while that is not certain.
   *
   * @param texts - those of the root's language; `undefined` for English, and where they could not be fetched
   */
  update(options: Options, texts: Messages | undefined): void;
}

/**
 * Creates the shell of an inline form.
 *
 * @param root - the place of the form; its `lang` is the language that was requested
 * @param onSend - called when the visitor presses *Send feedback*
 */
export type CreateShell = (root: HTMLElement, onSend: () => void) => Shell;
