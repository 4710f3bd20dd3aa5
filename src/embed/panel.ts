/** What the launcher opens. */
export interface Panel {
  panel: HTMLElement;
  close: HTMLButtonElement;
  /** Where the form belongs. */
  body: HTMLElement;
}

/**
 * Gives a launcher its panel, on the platform's popover: Escape and a press outside close it.
 *
 * @param toggled - called when the panel has opened or closed
 */
export function createPanel(launcher: HTMLButtonElement, toggled: (isOpen: boolean) => void): Panel {
  const panel = document.createElement('div');
  const close = document.createElement('button');
  const body = document.createElement('div');

  panel.className = 'panel';
  panel.setAttribute('part', 'panel');
  launcher.ariaHasPopup = panel.role = 'dialog';
  panel.popover = 'auto';
  // The panel takes the focus itself, so that its name is read out before the first question.
  panel.autofocus = true;
  panel.tabIndex = -1;
  close.className = 'close';
  close.type = 'button';
  launcher.popoverTargetElement = close.popoverTargetElement = panel;
  close.popoverTargetAction = 'hide';

  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const cross = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  cross.setAttribute('d', 'M2 2l12 12M14 2L2 14');
  svg.append(cross);
  close.append(svg);
  panel.append(close, body);
  launcher.after(panel);

  panel.addEventListener('beforetoggle', (event) => {
    // In a shadow root Chromium would leave the focus on the page's body.
    const { activeElement } = panel.getRootNode() as ShadowRoot;
    if (event.newState === 'closed' && panel.contains(activeElement)) launcher.focus();
  });
  panel.addEventListener('toggle', (event) => toggled(event.newState === 'open'));
  return { panel, close, body };
}
