import { define } from './define.js';
import { mount } from './mount.js';
import { attributeOf, OPTION_NAMES } from './option-names.js';
import type { ElementLoaders } from './presence.js';

/** Registers the element, offers `window.HaptikFeedback`, and mounts the form of the script tag that runs. */
export function runScript(tags: Iterable<HTMLScriptElement>, loaders: ElementLoaders): void {
  if (!define(loaders)) return;
  window.HaptikFeedback = { mount };
  for (const { dataset } of tags) {
    const names = OPTION_NAMES.filter((name) => name in dataset);
    if (!names[0]) continue;
    const { target } = dataset;
    const place = () => {
      const element = mount(target || document.body);
      if (!target) element.display = 'popover';
      for (const name of names) element.setAttribute(attributeOf(name), dataset[name]!);
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
