import type { Options } from '../options/options.js';

/**
 * Makes a button the launcher, which opens the panel, and shows it.
 *
 * @param prefetch - called when the visitor turns to the button, with the pointer or the keyboard
 */
export function addLauncher(root: HTMLElement, button: HTMLButtonElement, prefetch: () => void): void {
  button.setAttribute('part', 'launcher');
  // Known before the panel is: the visitor may focus the launcher earlier.
  button.ariaHasPopup = 'dialog';
  button.onpointerenter = button.onfocus = prefetch;
  root.append(button);
}

/**
 * Returns the CSS that puts launcher and panel in their corner; `bottom-right` is the default. A tab stands at the side.
 *
 * `--hf-inset` holds one or two lengths, so it is given to all sides, and then taken from two of them.
 */
export function placeLauncher({ position, launcher }: Options): string {
  const isLeft = /left$/.test(position!);
  const tab = `:host>div>button{position:fixed;top:40%;${isLeft ? 'left' : 'right'}:-.5em;padding:1.25em .8em;writing-mode:vertical-rl;border-radius:.8em}`;
  return `:host{display:contents}:host>div{position:fixed;inset:var(--hf-inset,1.25em);${/^top/.test(position!) ? 'bottom' : 'top'}:auto;${isLeft ? 'right' : 'left'}:auto}${launcher === 'tab' ? tab : ''}@media print{:host>div{display:none}}`;
}
