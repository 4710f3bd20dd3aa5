/** What every host app passes on, as properties. */
export const OPTIONS = {
  relayUrl: '/feedback',
  businessId: 343,
  authId: 'visitor-1',
  display: 'popover',
  locale: 'en',
} as const;

const heard: [string, unknown][] = [];
Object.assign(window, { heard });

export function record(type: string, detail: unknown) {
  heard.push([type, detail]);
}

export function hear({ type, detail }: CustomEvent) {
  record(type, detail);
}
