import type { Stage } from './stage.js';

/** The text spacing that a visitor may set (WCAG 1.4.12), for every element of the widget. */
const SPACING =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';

/**
 * Lists what does not fit, with normal and with wide text spacing, one line each: elements whose contents overflow,
 * text outside the page or its element, words of a control that are broken (allowed with wide spacing), and a page that
 * scrolls horizontally.
 */
export function findMisfits({ page }: Stage): Promise<string[]> {
  return page.evaluate((spacing) => {
    const root = document.querySelector('haptik-feedback')!.shadowRoot!;
    const plain = findMisfits('');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(spacing);
    root.adoptedStyleSheets.push(sheet);
    const spaced = findMisfits('wide spacing, ');
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    return [...plain, ...spaced];

    function findMisfits(spacing: string) {
      const found: string[] = [];
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth > width) found.push('the page scrolls horizontally');
      const nameOf = (element: Element) =>
        `${element.localName}.${element.className || ''} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.closest('svg') || !element.checkVisibility()) continue;
        // Text that is only for screen readers is hidden by its size.
        const isHidden = element.clientWidth <= 1 && element.clientHeight <= 1;
        if (isHidden || element.localName === 'input') continue;
        const isInline = getComputedStyle(element).display === 'inline';
        if (!isInline && element.scrollWidth > element.clientWidth + 1) found.push(`too narrow: ${nameOf(element)}`);
        const isScrolled = element.localName === 'textarea' || element.matches('[popover]');
        if (!isInline && !isScrolled && element.scrollHeight > element.clientHeight + 1)
          found.push(`not tall enough: ${nameOf(element)}`);
        const isControl = !spacing && !!element.closest('label:not(:has(textarea)), button');
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
              found.push(`outside its element: ${nameOf(element)}`);
          }
        }
      }
      return [...new Set(found)].map((misfit) => spacing + misfit);
    }
  }, SPACING);
}
