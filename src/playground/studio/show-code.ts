import { signal } from '@preact/signals';

/** The id of the heading above the code. */
export const CODE_HEADING_ID = 'code-heading';

/** Scrolls to the code and moves the focus there, as soon as the page shows it. */
export function showCode(): void {
  const heading = document.getElementById(CODE_HEADING_ID);
  if (!heading) {
    // The Studio is loaded when it is first opened.
    requestAnimationFrame(showCode);
    return;
  }
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: 'start' });
}

/** Whether the code is on the screen. */
export const isCodeOnScreen = signal(false);

/** Keeps `isCodeOnScreen` up to date. Use it as the `ref` of the element with the code. */
export function watchCode(element: Element | null): (() => void) | undefined {
  if (!element) return undefined;
  const observer = new IntersectionObserver((entries) => {
    isCodeOnScreen.value = entries.at(-1)!.isIntersecting;
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    isCodeOnScreen.value = false;
  };
}
