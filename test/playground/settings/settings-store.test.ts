import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let events: EventTarget;
let location: { hash: string; pathname: string; search: string };

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  events = new EventTarget();
  location = { hash: '#docs?doc=embedding', pathname: '/', search: '' };
  vi.stubGlobal('location', location);
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events));
  vi.stubGlobal('history', {
    replaceState(_state: unknown, _title: string, url: string) {
      location.hash = url.slice(url.indexOf('#'));
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('writes a change of the settings to the URL', async () => {
  const { syncWithUrl, updateSettings } = await import('../../../src/playground/settings/settings-store.js');
  syncWithUrl();

  updateSettings({ doc: 'theming' });
  vi.runAllTimers();

  expect(location.hash).toBe('#docs?doc=theming');
});

it('follows a link while a write of the URL is pending', async () => {
  const { settings, syncWithUrl } = await import('../../../src/playground/settings/settings-store.js');
  syncWithUrl();

  location.hash = '#docs?doc=theming';
  vi.runAllTimers();
  events.dispatchEvent(new Event('hashchange'));

  expect(settings.value.doc).toBe('theming');
  expect(location.hash).toBe('#docs?doc=theming');
});
