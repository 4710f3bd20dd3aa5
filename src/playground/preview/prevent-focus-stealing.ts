/**
 * Lets the form move the focus only while the preview frame has it. The scripted visitor makes the form move the focus,
 * which would take it from the Studio around the frame.
 */
export function preventFocusStealing(): void {
  const { focus, showPopover, togglePopover } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) focus.call(this, options);
  };

  // The attribute `autofocus` would move the focus of the Studio too. So the property sets no attribute, and the
  // attribute is there only while a panel opens in a focused frame.
  const autofocused = new WeakSet<HTMLElement>();
  Object.defineProperty(HTMLElement.prototype, 'autofocus', {
    configurable: true,
    get(this: HTMLElement) {
      return autofocused.has(this);
    },
    set(this: HTMLElement, isAutofocused: boolean) {
      if (isAutofocused) autofocused.add(this);
      else autofocused.delete(this);
    },
  });
  const openWithFocus = <Result>(panel: HTMLElement, show: () => Result): Result => {
    panel.toggleAttribute('autofocus', autofocused.has(panel) && document.hasFocus());
    try {
      return show();
    } finally {
      panel.removeAttribute('autofocus');
    }
  };
  HTMLElement.prototype.showPopover = function (...options) {
    openWithFocus(this, () => showPopover.apply(this, options));
  };
  HTMLElement.prototype.togglePopover = function (...options) {
    return openWithFocus(this, () => togglePopover.apply(this, options));
  };
}
