import type { Stage } from './stage.js';

/** Text spacing that a visitor may need (WCAG 1.4.12), put upon everything that the widget holds. */
const SPACING =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';

/**
 * What of the widget does not fit, as it is and with its text spaced out: parts with more in them than they have room
 * for, text that leaves the page or its part, broken words of a control (spaced out they may be), and a page that has to
 * be scrolled sideways. A line for each; empty when all fits.
 */
export function misfits({ page }: Stage): Promise<string[]> {
  return page.evaluate((spacing) => {
    const root = document.querySelector('haptik-feedback')!.shadowRoot!;
    const plain = look('');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(spacing);
    root.adoptedStyleSheets.push(sheet);
    const spaced = look('spaced out, ');
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    return [...plain, ...spaced];

    function look(how: string) {
      const found: string[] = [];
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth > width) found.push('the page scrolls sideways');
      const nameOf = (element: Element) =>
        `${element.localName}.${element.className || ''} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.closest('svg') || !element.checkVisibility()) continue;
        // What only a screen reader is to read is hidden by its size.
        const isHidden = element.clientWidth <= 1 && element.clientHeight <= 1;
        if (isHidden || element.localName === 'input') continue;
        const isInline = getComputedStyle(element).display === 'inline';
        if (!isInline && element.scrollWidth > element.clientWidth + 1) found.push(`too narrow: ${nameOf(element)}`);
        const isScrolled = element.localName === 'textarea' || element.matches('[popover]');
        if (!isInline && !isScrolled && element.scrollHeight > element.clientHeight + 1)
          found.push(`too low: ${nameOf(element)}`);
        const isControl = !how && !!element.closest('label:not(:has(textarea)), button');
        const holder = element.getBoundingClientRect();
        for (const node of element.childNodes) {
          if (!(node instanceof Text) || !node.data.trim()) continue;
          const range = document.createRange();
          for (const { 0: word, index } of isControl ? node.data.matchAll(/\S+/g) : []) {
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
            if (lines.size > 1) found.push(`broken word: ${nameOf(element)}`);
          }
          range.selectNodeContents(node);
          for (const { left, right } of range.getClientRects()) {
            if (left < -0.5 || right > width + 0.5) found.push(`outside the page: ${nameOf(element)}`);
            else if (left < holder.left - 1 || right > holder.right + 1)
              found.push(`outside its part: ${nameOf(element)}`);
          }
        }
      }
      return [...new Set(found)].map((misfit) => how + misfit);
    }
  }, SPACING);
}
