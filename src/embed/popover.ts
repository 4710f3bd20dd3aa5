/** The launcher button and the panel that it opens. */
export interface Popover {
  launcher: HTMLButtonElement;
  panel: HTMLElement;
  close: HTMLButtonElement;
  /** Where the form belongs. */
  body: HTMLElement;
}

/**
 * Builds a launcher and its panel on the platform's popover: Escape and a press outside close it.
 *
 * @param load - called as soon as the visitor turns to the launcher
 * @param toggled - called when the panel has opened or closed
 */
export function createPopover(root: Element, load: () => void, toggled: (isOpen: boolean) => void): Popover {
  const launcher = add(root, 'button', 'launcher');
  const panel = add(root, 'div', 'panel');
  const close = add(panel, 'button', 'close');
  const body = add(panel, 'div');

  launcher.type = close.type = 'button';
  launcher.setAttribute('part', 'launcher');
  launcher.ariaHasPopup = panel.role = 'dialog';
  panel.setAttribute('part', 'panel');
  panel.popover = 'auto';
  // The panel takes the focus itself, so that its name is read out before the first question.
  panel.autofocus = true;
  panel.tabIndex = -1;
  launcher.popoverTargetElement = panel;
  close.popoverTargetElement = panel;
  close.popoverTargetAction = 'hide';

  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const cross = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  cross.setAttribute('d', 'M2 2l12 12M14 2L2 14');
  svg.append(cross);
  close.append(svg);

  for (const type of ['pointerenter', 'focus', 'pointerdown', 'click']) launcher.addEventListener(type, load);
  panel.addEventListener('beforetoggle', (event) => {
    // In a shadow root Chromium would leave the focus on the page's body.
    const { activeElement } = panel.getRootNode() as ShadowRoot;
    if ((event as ToggleEvent).newState === 'closed' && panel.contains(activeElement)) launcher.focus();
  });
  panel.addEventListener('toggle', (event) => toggled((event as ToggleEvent).newState === 'open'));
  return { launcher, panel, close, body };
}

/** Adds a new element to its parent. */
export function add<Name extends keyof HTMLElementTagNameMap>(
  parent: Element,
  name: Name,
  className = '',
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  parent.append(element);
  return element;
}
