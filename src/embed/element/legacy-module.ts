import type { PanelModule } from './form-module.js';

/** The class of an element. */
export type ElementClass = new () => HTMLElement;

/** The module that older browsers fetch. */
export interface LegacyModule {
  /**
   * Adapts the element and its loaders to an older browser, and registers it; does nothing in one that is too old.
   *
   * @param loaders - its `panel` is replaced in a browser without the popover
   * @param register - registers a class as the element
   */
  adapt(
    baseClass: ElementClass,
    loaders: { panel(): Promise<PanelModule> },
    register: (elementClass: ElementClass) => void,
  ): void;
}
