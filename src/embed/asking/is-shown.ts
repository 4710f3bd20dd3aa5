/** True when the visitor can see an element that matches a selector. */
export function isShown(selector: string): boolean {
  return [...document.querySelectorAll(selector)].some(
    (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible',
  );
}
