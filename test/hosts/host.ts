/** The options that every host app sets as properties. */
export const OPTIONS = {
  relayUrl: '/feedback',
  businessId: 343,
  authId: 'visitor-1',
  display: 'popover',
  locale: 'en',
} as const;

/** The type and detail of each event, oldest first; the test reads them from `window`. */
const heard: [string, unknown][] = [];
// A server that renders the app has no window.
if (globalThis.window) Object.assign(window, { heard });

/** Records a callback of the component. */
export function record(type: string, detail: unknown) {
  heard.push([type, detail]);
}

/** Records an event of the element. */
export function hear({ type, detail }: CustomEvent) {
  record(type, detail);
}
