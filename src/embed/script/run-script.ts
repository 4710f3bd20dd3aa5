import { HELP } from '../../feedback/help.js';
import { define } from '../element/define.js';
import type { ElementLoaders } from '../element/loaders.js';
import { append, mount } from '../element/mount.js';
import { attributeOf, OPTION_NAMES } from '../options/option-names.js';
import type { Options } from '../options/options.js';

/** The package's version. The build fills it in. */
declare const PACKAGE_VERSION: string;

/**
 * Registers the element, sets `window.HaptikFeedback`, and mounts a form for each script tag that has options.
 *
 * @param script - the tag that runs; `null` in a module, where every module's tag is read
 */
export function runScript(script: HTMLScriptElement | null, loaders: ElementLoaders): void {
  const tags = script ? [script] : document.querySelectorAll<HTMLScriptElement>('script[type=module]');
  const mountForms = () => {
    for (const { dataset } of tags) mountForm(dataset, (script && window.haptikFeedbackSettings) || {});
    if (!document.querySelector('haptik-feedback')) {
      console.info(`haptik-feedback: the script has no data-relay-url. ${HELP}`);
    }
  };
  define(loaders, () => {
    window.HaptikFeedback = { mount, version: PACKAGE_VERSION };
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', mountForms);
    else mountForms();
  });
}

/** Mounts the form of a script tag, unless neither its `data-` attributes nor the page's settings name an option. */
function mountForm(dataset: DOMStringMap, settings: Settings) {
  const options = OPTION_NAMES.filter((option) => option in dataset || option in settings);
  if (options.length === 0) return;
  const target = dataset.target || settings.target;
  const element = document.createElement('haptik-feedback');
  // Attributes, unlike properties, survive in a copy of the element.
  if (!target) element.setAttribute('display', 'popover');
  for (const option of options) {
    if (option in dataset) element.setAttribute(attributeOf(option), dataset[option]!);
    else element[option] = settings[option] as never;
  }
  // A launcher stands beside the body, because a page may replace or transform its body.
  append(target || 'html', element, true);
}

/** The page's options for script tags: `window.haptikFeedbackSettings`. A tag's attributes win over them. */
interface Settings extends Options {
  /** An element, or the CSS selector of one, for an inline form. */
  target?: string | Element | undefined;
}

declare global {
  interface Window {
    haptikFeedbackSettings?: Settings;
    HaptikFeedback?: {
      mount: typeof mount;
      /** The version of the package that the script belongs to. */
      version: string;
    };
  }
}
