import type { Messages } from '../../messages/messages.js';
import type { Loaders } from '../host/loaders.js';
import type { Options } from '../options/options.js';

/** What the element can ask of its form. */
export interface FormHandle {
  /** Options have changed. */
  update(): void;
  /** Opens the panel. */
  open(): void;
  /** Closes the panel. */
  close(): void;
  reset(): void;
  forget(): void;
  unmount(): void;
}

/** The module that the element fetches when its form is needed. */
export interface FormModule {
  /**
   * Renders the form of an element.
   *
   * @param root - where it belongs, in the element's shadow root
   * @param panel - what a launcher opens; absent inline
   * @param options - the element's options, unchecked, which it changes before it calls `update`
   * @param texts - those of the root's language, where they are known; else it begins in English
   */
  mountForm(
    element: HTMLElement,
    root: HTMLElement,
    panel: Panel | undefined,
    options: Options,
    loaders: Loaders,
    texts: Messages | undefined,
  ): FormHandle;
  /** Erases what the browser remembers of the visitor whom these options name. */
  forget(options: Options, loaders: Loaders): void;
}

/** What a launcher opens. */
export interface Panel {
  /** Where the form belongs. */
  body: HTMLElement;
  /** Called when it has opened or closed; set by the form. */
  toggled(isOpen: boolean): void;
  toggle(isOpen: boolean): void;
  /** Says what the panel and its close button are called. */
  name(messages: Messages): void;
}

/** The module that the element fetches, beside the form, when a launcher is pressed. */
export interface PanelModule {
  createPanel(launcher: HTMLButtonElement): Panel;
}
