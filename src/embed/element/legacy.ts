// Fetched only by browsers without `light-dark()` or the popover: Chromium before 123, Firefox 125, Safari 17.5.

import type { PanelModule } from './form-module.js';
import type { LegacyModule } from './legacy-module.js';

/** Rules that replace what older browsers lack of our stylesheets. The build fills it in: build/legacy-css.ts. */
declare const LEGACY_CSS: string;

/** The attributes of properties that Firefox reflects from version 119 on. */
const REFLECTED = {
  role: 'role',
  ariaLabel: 'aria-label',
  ariaHidden: 'aria-hidden',
  ariaHasPopup: 'aria-haspopup',
  ariaLive: 'aria-live',
};

export const adapt: LegacyModule['adapt'] = (BaseElement, loaders, register) => {
  // Another copy of the script has registered it.
  if (customElements.get('haptik-feedback')) return register(BaseElement);
  const { style } = document.createElement('p');
  style.height = '1dvh';
  // Chromium has `dvh` from 108 on. Safari has `adoptedStyleSheets` from 16.4 on, Firefox from 101 on.
  if (!style.height || !('adoptedStyleSheets' in document)) return;
  if (!('popover' in BaseElement.prototype)) {
    const { panel } = loaders;
    loaders.panel = async () => ({ createPanel: withEmulatedPopover((await panel()).createPanel) });
  }
  register(
    class extends BaseElement {
      override attachShadow(init: ShadowRootInit): ShadowRoot {
        const shadow = super.attachShadow(init);
        adaptContent(shadow);
        return shadow;
      }
    },
  );
};

/** Adapts what an element shows, now and whenever it changes. */
function adaptContent(shadow: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  const darkSystem = matchMedia('(prefers-color-scheme: dark)');
  sheet.replaceSync(LEGACY_CSS);
  const adapt = () => {
    const root = shadow.querySelector('div');
    if (!root) return;
    if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);
    root.className = 'legacy';
    root.classList.toggle('legacy-dark', isDark(root, darkSystem.matches));
    root.classList.toggle('legacy-thanks', !!shadow.querySelector('.hf-close'));
    if (!('ariaLabel' in Element.prototype)) shadow.querySelectorAll('*').forEach(reflectProperties);
  };
  darkSystem.addEventListener('change', adapt);
  const observer = new MutationObserver(adapt);
  // The view sets the language whenever an option has changed, the theme too.
  observer.observe(shadow, { childList: true, subtree: true, attributeFilter: ['lang'] });
  // Pages switch their colour scheme by an attribute of the root element.
  observer.observe(document.documentElement, { attributes: true });
}

/** True when `light-dark()` would give the dark colour. */
function isDark(element: Element, isSystemDark: boolean): boolean {
  let { colorScheme } = getComputedStyle(element);
  if (colorScheme === 'normal') {
    colorScheme = document.querySelector<HTMLMetaElement>('meta[name=color-scheme]')?.content ?? '';
  }
  return /dark/.test(colorScheme) && (isSystemDark || !/light/.test(colorScheme));
}

/** Turns properties that the browser does not know into the attributes that they stand for. */
function reflectProperties(element: Element): void {
  for (const [property, attribute] of Object.entries(REFLECTED)) {
    const value: unknown = Object.getOwnPropertyDescriptor(element, property)?.value;
    if (value === undefined) continue;
    Object.defineProperty(element, property, {
      get: () => element.getAttribute(attribute),
      set: (text) => element.setAttribute(attribute, text),
    });
    element.setAttribute(attribute, String(value));
  }
}

function withEmulatedPopover(createPanel: PanelModule['createPanel']): PanelModule['createPanel'] {
  return (launcher) => {
    const panel = createPanel(launcher);
    emulatePopover(launcher.nextElementSibling as HTMLElement, launcher);
    return panel;
  };
}

/** Emulates what the panel uses of a popover: its methods, its events, and what closes it. */
function emulatePopover(panel: HTMLElement, launcher: HTMLElement): void {
  let isOpen = false;
  let isPressOutside = false;
  // No `Event`: MooTools replaces it.
  const fire = (type: string, newState: string) =>
    panel.dispatchEvent(Object.assign(new CustomEvent(type), { newState }));
  // A manual popover is closed by the panel itself.
  const isAuto = () => panel.popover === 'auto';
  const isOutside = (event: Event) => event.composedPath().every((node) => node !== panel && node !== launcher);
  const listeners: Record<string, (event: Event) => void> = {
    // A finger that scrolls the page fires no `pointerup`, so it closes nothing.
    pointerdown(event) {
      isPressOutside = isOutside(event);
    },
    pointerup(event) {
      if (isAuto() && isPressOutside && isOutside(event)) toggle(false);
    },
    keydown(event) {
      if (isAuto() && (event as KeyboardEvent).key === 'Escape') toggle(false);
    },
  };
  const show = () => {
    panel.className = `panel legacy-${isOpen ? 'open' : 'closed'}`;
    launcher.setAttribute('aria-expanded', String(isOpen));
  };
  const toggle = (force = !isOpen) => {
    if (force === isOpen) return isOpen;
    const state = force ? 'open' : 'closed';
    fire('beforetoggle', state);
    isOpen = force;
    show();
    isPressOutside = false;
    for (const [type, listener] of Object.entries(listeners)) {
      if (isOpen) addEventListener(type, listener, true);
      else removeEventListener(type, listener, true);
    }
    if (isOpen) panel.querySelector<HTMLElement>('[autofocus]')?.focus();
    queueMicrotask(() => fire('toggle', state));
    return isOpen;
  };
  panel.togglePopover = ((force?: boolean) => toggle(force)) as HTMLElement['togglePopover'];
  panel.showPopover = () => void toggle(true);
  panel.hidePopover = () => void toggle(false);
  launcher.addEventListener('click', (event) => {
    if (!event.defaultPrevented) toggle();
  });
  panel.querySelector('.close')!.addEventListener('click', () => toggle(false));
  show();
}
