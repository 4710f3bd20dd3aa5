import type { Stage } from './stage.js';

/**
 * Starts recording what a screen reader would announce, in order:
 *
 * - `focus`: the focused element, and the groups that the focus enters, with their descriptions
 * - `checked`: a chosen radio input
 * - `renamed`: a new name of the focused button
 * - `alert`, `status` or `polite`: text added to a live region; `new` when the region itself is new. Screen readers
 *   announce a new alert, but seldom a new status.
 */
export async function recordAnnouncements({ page }: Stage): Promise<void> {
  await page.evaluate(() => {
    const root = document.querySelector('haptik-feedback')!.shadowRoot!;
    const heard: string[] = [];
    window.announcements = heard;
    const quote = (text: string | null | undefined) => `"${(text ?? '').replace(/\s+/g, ' ').trim()}"`;
    const referred = (element: Element, attribute: string) => {
      const ids = element.getAttribute(attribute)?.split(' ');
      return ids?.map((id) => root.getElementById(id)?.textContent).join(' ');
    };
    const nameOf = (element: Element) =>
      element.ariaLabel ??
      referred(element, 'aria-labelledby') ??
      element.querySelector(':scope > legend')?.textContent ??
      (element as HTMLInputElement).labels?.[0]?.querySelector('span')?.textContent ??
      (element as HTMLInputElement).labels?.[0]?.textContent ??
      element.textContent;
    const roleOf = (element: Element) =>
      element.role ??
      { fieldset: 'group', input: 'radio', textarea: 'textbox' }[element.localName] ??
      element.localName;
    const describe = (element: Element) => {
      // A plain element around the form has no name and is not read as a whole.
      if (!element.role && element.querySelector('form')) return `${element.localName} ""`;
      const described = referred(element, 'aria-describedby');
      return `${roleOf(element)} ${quote(nameOf(element))}${described ? ` — ${described}` : ''}`;
    };

    let entered: Element[] = [];
    let focusedName = '';
    root.addEventListener('focusin', ({ target }) => {
      const focused = target as Element;
      const around: Element[] = [];
      for (let part = focused.parentElement; part; part = part.parentElement) {
        if (part.matches('form:not([role=none]), fieldset, [role=dialog]')) around.unshift(part);
      }
      const told = [...around.filter((part) => !entered.includes(part)), focused].map(describe);
      heard.push(`focus: ${told.join(' > ')}`);
      entered = [...around, focused];
      focusedName = quote(nameOf(focused));
    });
    root.addEventListener('change', ({ target }) => {
      const changed = target as Element;
      if (changed.matches('[type=radio]')) heard.push(`checked: ${quote(nameOf(changed))}`);
    });

    const LIVE = ':is([role=alert], [role=status], [aria-live]):not([aria-live=off])';
    new MutationObserver((records) => {
      const isNew = (node: Node) =>
        records.some(({ addedNodes }) => [...addedNodes].some((added) => added.contains(node)));
      const changed = new Set<Element>();
      for (const { target, type, addedNodes } of records) {
        const region = (target as Element).closest?.(LIVE) ?? target.parentElement?.closest(LIVE);
        if (region && (type === 'characterData' || addedNodes.length > 0)) changed.add(region);
        for (const added of addedNodes) {
          if (!(added instanceof Element)) continue;
          for (const inside of [added, ...added.querySelectorAll('*')]) if (inside.matches(LIVE)) changed.add(inside);
        }
      }
      for (const region of changed) {
        if (!region.isConnected || !region.textContent) continue;
        const manner = region.role ?? region.getAttribute('aria-live');
        heard.push(`${isNew(region) ? 'new ' : ''}${manner}: ${quote(region.textContent)}`);
      }
      const focused = root.activeElement;
      if (!focused?.matches('button') || quote(nameOf(focused)) === focusedName) return;
      focusedName = quote(nameOf(focused));
      heard.push(`renamed: ${focusedName}`);
    }).observe(root, { subtree: true, childList: true, characterData: true });
  });
}

/** Returns what was recorded since the last call. */
export function readAnnouncements({ page }: Stage): Promise<string[]> {
  return page.evaluate(() => window.announcements.splice(0));
}

declare global {
  interface Window {
    /** The announcements since they were read last. */
    announcements: string[];
  }
}
