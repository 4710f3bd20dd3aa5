import { define } from '../element/define.js';
import type { ElementLoaders } from '../element/element-controller.js';
import { mount } from '../element/mount.js';
import { attributeOf, OPTION_NAMES } from '../options/option-names.js';

/** The package's version. The build fills it in. */
declare const PACKAGE_VERSION: string;

/**
 * Registers the element, sets `window.HaptikFeedback`, and mounts a form for each script tag that has options.
 *
 * @param tags - the script tags whose `data-` attributes are read
 */
export function runScript(tags: Iterable<HTMLScriptElement>, loaders: ElementLoaders): void {
  if (!define(loaders)) return;
  window.HaptikFeedback = { mount, version: PACKAGE_VERSION };
  for (const { dataset } of tags) {
    const options = OPTION_NAMES.filter((option) => option in dataset);
    if (options.length === 0) continue;
    const { target } = dataset;
    const mountForm = () => {
      const element = mount(target || 'body');
      if (!target) element.display = 'popover';
      for (const option of options) element.setAttribute(attributeOf(option), dataset[option]!);
    };
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', mountForm);
    else mountForm();
  }
}

declare global {
  interface Window {
    HaptikFeedback?: {
      mount: typeof mount;
      /** The version of the package that the script belongs to. */
      version: string;
    };
  }
}
