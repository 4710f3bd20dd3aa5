import type { Feedback } from '../feedback/feedback.js';
import type { Problem } from '../feedback/problem.js';
import type { Loaders } from './loaders.js';
import type { Options } from './options.js';

/** What the element offers to its form. */
export interface FormHost {
  /** The options as they are now. */
  options(): Options;
  loaders: Loaders;
  /** Fires an event of the element; `false` when a listener prevented its default. */
  fire(type: 'submit' | 'success' | 'error', detail: { feedback: Feedback; problem?: Problem }): boolean;
}

/** What the element can ask of its form. */
export interface FormHandle {
  /** Options have changed. */
  update(): void;
  reset(): void;
  forget(): void;
  unmount(): void;
}

/** The module that the element fetches when its form is needed. */
export interface FormModule {
  mountForm(container: Element, root: ShadowRoot, host: FormHost): FormHandle;
}
