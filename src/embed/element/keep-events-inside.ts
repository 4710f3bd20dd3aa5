/** Events by which a page follows what a visitor types, copies or focuses. */
const PRIVATE_EVENTS = 'keydown keypress keyup beforeinput input copy cut paste focusin focusout';

/**
 * Keeps the events of typing and focus inside a shadow root. Outside, their target would be the host, so hotkeys of the
 * page would react to the letters of a comment, and a focus trap would take the focus.
 */
export function keepEventsInside(shadow: ShadowRoot): void {
  for (const type of PRIVATE_EVENTS.split(' ')) shadow.addEventListener(type, stopPropagation);
}

function stopPropagation(event: Event) {
  event.stopPropagation();
}
