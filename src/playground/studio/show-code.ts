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
