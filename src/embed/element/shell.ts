import type { Messages } from '../../messages/messages.js';
import type { Options } from '../options/options.js';
import type { Action } from './element-view.js';
import type { Panel, PanelModule } from './form-module.js';

/** Shows the form's first state. The visitor can answer in it until the form's code has arrived, which hydrates it. */
export interface Shell {
  /** True when the visitor has pressed *Send feedback*. */
  readonly isSendPressed: boolean;
  /** The panel that the visitor has opened. */
  readonly panel: Panel | undefined;
  /**
   * Shows what the form will show first, or nothing while that is not certain. A popover is empty until it is opened.
   *
   * @param texts - those of the root's language; `undefined` for English, and where they could not be fetched
   * @param action - what the visitor has asked for; `open` opens the panel with the first state in it
   */
  update(options: Options, texts: Messages | undefined, action?: Action): void;
  /** Stops handling clicks, because the form's code has arrived and handles them. */
  end(): void;
}

/**
 * Creates the shell of a form.
 *
 * @param root - the place of the form; its `lang` is the language that was requested
 * @param launcher - the button that opens the panel
 * @param panelModule - what creates the panel; absent inline
 * @param onSend - called when the visitor presses *Send feedback*
 */
export type CreateShell = (
  root: HTMLElement,
  launcher: HTMLButtonElement,
  panelModule: PanelModule | undefined,
  onSend: () => void,
) => Shell;

/** The module that the element fetches before the code of the form. */
export interface ShellModule {
  createShell: CreateShell;
}
