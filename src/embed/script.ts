import { define } from './define.js';
import type { ElementLoaders } from './element.js';
import { mount } from './mount.js';
import { OPTION_NAMES } from './option-kinds.js';

/** Registers the element, offers `window.HaptikFeedback`, and mounts the form of the script tag that runs. */
export function runScript(tags: readonly HTMLScriptElement[], loaders: ElementLoaders): void {
  define(loaders);
  if (!customElements.get('haptik-feedback')) return;
  window.HaptikFeedback ??= { mount };
  for (const { dataset } of tags) {
    const names = OPTION_NAMES.filter((name) => name in dataset);
    if (!names[0]) continue;
    const { target } = dataset;
    const options = Object.fromEntries(names.map((name) => [name, dataset[name]]));
    const place = () => mount(target ?? document.body, { ...(!target && { display: 'popover' }), ...options });
    if (document.body && (!target || document.readyState !== 'loading')) place();
    else document.addEventListener('DOMContentLoaded', place);
  }
}

declare global {
  interface Window {
    HaptikFeedback?: { mount: typeof mount };
  }
}
