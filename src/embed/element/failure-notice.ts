/** Creates the notice that the form could not be fetched; it is not in the page yet, and has no text yet. */
export function createFailureNotice(): HTMLElement {
  const notice = document.createElement('p');
  notice.role = 'alert';
  return notice;
}

/**
 * Shows the notice, and the button that tries again.
 *
 * An alert is announced only if it is in the page before its text, so the text is set later. What is in the page stays
 * where it is: a button that is inserted again loses the focus.
 */
export function showFailureNotice(root: HTMLElement, notice: HTMLElement, retryButton: HTMLButtonElement): void {
  if (notice.isConnected) return;
  if (retryButton.isConnected) root.prepend(notice);
  else root.append(notice, retryButton);
}
