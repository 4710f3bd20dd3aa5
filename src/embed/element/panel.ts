import { adoptStyles } from './adopt-styles.js';
import type { Panel, PanelModule } from './form-module.js';
import css from './panel.css?inline';

const adopt = adoptStyles(css);

/** Gives a launcher its panel, on the platform's popover: Escape and a press outside close it. */
export const createPanel: PanelModule['createPanel'] = (launcher) => {
  const panel = document.createElement('div');
  const close = document.createElement('button');
  const body = document.createElement('div');

  panel.className = 'panel';
  panel.setAttribute('part', 'panel');
  launcher.ariaHasPopup = panel.role = 'dialog';
  panel.popover = 'auto';
  panel.tabIndex = -1;
  close.className = 'close';
  close.type = 'button';
  launcher.popoverTargetElement = close.popoverTargetElement = panel;
  close.popoverTargetAction = 'hide';

  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const cross = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  cross.setAttribute('d', 'M2 2l12 12M14 2L2 14');
  svg.ariaHidden = 'true';
  svg.append(cross);
  close.append(svg);
  panel.append(close, body);
  launcher.after(panel);
  // The panel takes the focus itself, so that its name is read out before the first question; set any earlier, it would
  // ask for the focus of the page.
  panel.autofocus = true;
  adopt(panel);

  panel.addEventListener('beforetoggle', (event) => {
    // In a shadow root Chromium would leave the focus on the page's body.
    const { activeElement } = panel.getRootNode() as ShadowRoot;
    if (event.newState === 'closed' && panel.contains(activeElement)) launcher.focus();
  });
  panel.addEventListener('toggle', (event) => made.toggled(event.newState === 'open'));
  const made: Panel = {
    body,
    toggled() {},
    toggle(isOpen) {
      if (panel.isConnected) panel.togglePopover(isOpen);
    },
    name(messages) {
      panel.ariaLabel = messages.open;
      // Its texts may not have come when the launcher did.
      if (messages.open) launcher.textContent = messages.open;
      close.ariaLabel = messages.close;
    },
  };
  return made;
};
