import { createStyleAdopter } from './adopt-styles.js';
import type { Panel, PanelModule } from './form-module.js';
import css from './panel.css?inline';

const adoptStyles = createStyleAdopter(css);

/** Creates the panel of a launcher, a native popover: Escape and a press outside close it. */
export const createPanel: PanelModule['createPanel'] = (launcher) => {
  const element = document.createElement('div');
  const closeButton = document.createElement('button');
  const body = document.createElement('div');

  element.className = 'panel';
  element.setAttribute('part', 'panel');
  launcher.ariaHasPopup = element.role = 'dialog';
  element.popover = 'auto';
  element.tabIndex = -1;
  closeButton.className = 'close';
  closeButton.type = 'button';
  launcher.popoverTargetElement = closeButton.popoverTargetElement = element;
  closeButton.popoverTargetAction = 'hide';

  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const cross = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  cross.setAttribute('d', 'M2 2l12 12M14 2L2 14');
  svg.ariaHidden = 'true';
  svg.append(cross);
  closeButton.append(svg);
  element.append(closeButton, body);
  launcher.after(element);
  // The panel itself takes the focus, so that a screen reader reads its name before the first question. Set before the
  // panel is in the page, `autofocus` would take the focus at once.
  element.autofocus = true;
  adoptStyles(element);

  const panel: Panel = {
    body,
    toggled() {},
    toggle(isOpen) {
      if (element.isConnected) element.togglePopover(isOpen);
    },
    name(messages) {
      element.ariaLabel = messages.open;
      // The launcher may have started in English, when these texts could not be fetched.
      if (messages.open) launcher.textContent = messages.open;
      closeButton.ariaLabel = messages.close;
    },
  };
  element.addEventListener('beforetoggle', (event) => {
    // In a shadow root Chromium would leave the focus on the page's body.
    const { activeElement } = element.getRootNode() as ShadowRoot;
    if (event.newState === 'closed' && element.contains(activeElement)) launcher.focus();
  });
  element.addEventListener('toggle', (event) => panel.toggled(event.newState === 'open'));
  return panel;
};
