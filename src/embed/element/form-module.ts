import type { Messages } from '../../messages/messages.js';
import type { Loaders } from '../host/loaders.js';
import type { Options } from '../options/options.js';

/** The actions that an element can run on its form. */
export interface FormHandle {
  /** Applies options that have changed. */
  update(): void;
  /** Opens the panel; does nothing inline. */
  open(): void;
  /** Closes the panel; does nothing inline. */
  close(): void;
  /** Opens the panel without taking the focus; does nothing inline. */
  ask(): void;
  /** Empties the form. */
  reset(): void;
  /** Empties the form, and erases what the browser stores of the visitor's feedback. */
  forget(): void;
  /** Removes the form; an open panel is reported as closed. */
  unmount(): void;
}

/** The module that the element fetches when its form is needed. */
export interface FormModule {
  /**
   * Renders the form of an element.
   *
   * @param root - the place of the form in the element's shadow root
   * @param panel - what the launcher opens; absent inline
   * @param options - the element's options, unchecked; the element changes them before it calls `update`
   * @param texts - those of the root's language, if they are known; else the form starts in English
   */
  mountForm(
    element: HTMLElement,
    root: HTMLElement,
    panel: Panel | undefined,
    options: Options,
    loaders: Loaders,
    texts: Messages | undefined,
  ): FormHandle;
  /** Erases what the browser stores of the visitor whom these options name. */
  forget(options: Options, loaders: Loaders): void;
}

/**
 * What a launcher opens.
 *
 * The names are those of release 0.1.0: form and panel are separate files, and a browser may have cached one of them.
 */
export interface Panel {
  /** The place of the form. */
  body: HTMLElement;
  /** True after `toggled(true)`. A panel of release 0.1.0 lacks it. */
  isOpen?: boolean;
  /** Called when the panel has opened or closed; the form sets it. */
  toggled(isOpen: boolean): void;
  /** Opens or closes the panel. */
  toggle(isOpen: boolean): void;
  /** Opens the panel without taking the focus. A panel of release 0.1.0 cannot do this. */
  ask?(): void;
  /** Stops every listener. A panel of release 0.1.0 has none. */
  dispose?(): void;
  /** Names the panel, its close button and the launcher. */
  name(messages: Messages): void;
}

/** The module that the element fetches, beside the form, when a launcher is pressed. */
export interface PanelModule {
  createPanel(launcher: HTMLButtonElement): Panel;
}
