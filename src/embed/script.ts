import { define } from './define.js';
import { mount } from './mount.js';
import { OPTION_NAMES } from './option-names.js';
import type { ElementLoaders } from './presence.js';

/** Registers the element, offers `window.HaptikFeedback`, and mounts the form of the script tag that runs. */
export function runScript(tags: Iterable<HTMLScriptElement>, loaders: ElementLoaders): void {
  if (!define(loaders)) return;
  window.HaptikFeedback = { mount };
  for (const { dataset } of tags) {
    const options = Object.entries(dataset).filter(([name]) => OPTION_NAMES.includes(name as never));
    if (!options[0]) continue;
    const { target } = dataset;
    const place = () =>
      mount(target || 'body', { display: target ? 'inline' : 'popover', ...Object.fromEntries(options) });
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', place);
    else place();
  }
}

declare global {
  interface Window {
    HaptikFeedback?: { mount: typeof mount };
  }
}
