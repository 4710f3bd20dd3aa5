import type { Options } from '../options/options.js';

/** Decides when an element's panel opens by itself. */
export interface Asking {
  /** Applies options that have changed. */
  update(): void;
  /** Stops every timer and listener. */
  stop(): void;
}

/** The module that a popover fetches when its option `askOn` is set. */
export interface AskingModule {
  /**
   * Creates an `Asking`. It starts when `update` is called.
   *
   * @param options - the element's options, unchecked; the element changes them before it calls `update`
   * @param ask - fetches the form, and opens its panel without taking the focus
   */
  createAsking(element: HTMLElement, options: Options, ask: () => void): Asking;
}
