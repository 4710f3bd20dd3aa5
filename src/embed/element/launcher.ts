/**
 * Makes a button the launcher, which opens the panel, and shows it.
 *
 * @param prefetch - called when the visitor turns to the button, with the pointer or the keyboard
 */
export function addLauncher(root: HTMLElement, button: HTMLButtonElement, prefetch: () => void): void {
  button.setAttribute('part', 'launcher');
  button.onpointerenter = button.onfocus = prefetch;
  root.append(button);
}

/** Converts a position to the CSS that puts the launcher in that corner; `bottom` and `right` are the defaults. */
export function cornerOf(position: string | undefined): string {
  return `${/^top/.test(position!) ? 'top' : 'bottom'}:1.25em;${/left$/.test(position!) ? 'left' : 'right'}:1.25em`;
}
