/**
 * Keeps the form from taking the focus while nobody has turned to this page: it is led by nobody's hand, and must not
 * take the focus from the studio around it.
 */
export function keepFocus(): void {
  const { focus, showPopover, togglePopover } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) focus.call(this, options);
  };

  // With the attribute it would get the focus as soon as it is in the page, of the page around this one too.
  const wanting = new WeakSet<HTMLElement>();
  Object.defineProperty(HTMLElement.prototype, 'autofocus', {
    configurable: true,
    get(this: HTMLElement) {
      return wanting.has(this);
    },
    set(this: HTMLElement, isWanted: boolean) {
      if (isWanted) wanting.add(this);
      else wanting.delete(this);
    },
  });
  const open = <Result>(panel: HTMLElement, show: () => Result): Result => {
    panel.toggleAttribute('autofocus', wanting.has(panel) && document.hasFocus());
    try {
      return show();
    } finally {
      panel.removeAttribute('autofocus');
    }
  };
  HTMLElement.prototype.showPopover = function (...options) {
    open(this, () => showPopover.apply(this, options));
  };
  HTMLElement.prototype.togglePopover = function (...options) {
    return open(this, () => togglePopover.apply(this, options));
  };
}
