import type { Options } from '../options/options.js';

/**
 * Makes a button the launcher, which opens the panel, and shows it.
 *
 * @param prefetch - called when the pointer enters the button, or the button gets the focus
 */
export function addLauncher(root: HTMLElement, button: HTMLButtonElement, prefetch: () => void): void {
  button.setAttribute('part', 'launcher');
  // Set here, because the visitor may focus the launcher before there is a panel.
  button.ariaHasPopup = 'dialog';
  button.onpointerenter = button.onfocus = prefetch;
  root.append(button);
}

/**
 * Returns the CSS that puts launcher and panel in their corner; `bottom-right` is the default. A tab stands at the side.
 *
 * `--hf-inset` holds one or two lengths, so it is set for all sides, and two of them are then set to `auto`.
 */
export function placeLauncher({ position, launcher }: Options): string {
  const isLeft = /left$/.test(position!);
  const tab = `:host>div>button{position:fixed;top:40%;${isLeft ? 'left' : 'right'}:-.5em;padding:1.25em .8em;writing-mode:vertical-rl;border-radius:.8em}`;
  return `:host{display:contents}:host>div{position:fixed;inset:var(--hf-inset,1.25em);${/^top/.test(position!) ? 'bottom' : 'top'}:auto;${isLeft ? 'right' : 'left'}:auto}${launcher === 'tab' ? tab : ''}@media print{:host>div{display:none}}`;
}
