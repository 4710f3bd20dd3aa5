import { define } from '../element/define.js';
import type { ElementLoaders } from '../element/element-controller.js';
import { mount } from '../element/mount.js';
import { OPTION_ATTRIBUTES, optionOf } from '../options/option-names.js';

/** Registers the element, offers `window.HaptikFeedback`, and mounts the form of the script tag that runs. */
export function runScript(tags: Iterable<HTMLScriptElement>, loaders: ElementLoaders): void {
  if (!define(loaders)) return;
  window.HaptikFeedback = { mount };
  for (const { dataset } of tags) {
    const given = OPTION_ATTRIBUTES.filter((attribute) => optionOf(attribute) in dataset);
    if (!given[0]) continue;
    const { target } = dataset;
    const place = () => {
      const element = mount(target || 'body');
      if (!target) element.display = 'popover';
      for (const attribute of given) element.setAttribute(attribute, dataset[optionOf(attribute)]!);
    };
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', place);
    else place();
  }
}

declare global {
  interface Window {
    HaptikFeedback?: { mount: typeof mount };
  }
}
