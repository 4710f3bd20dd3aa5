import type { Site } from '../browser/site.js';
import type { Control } from './control.js';
import type { Desktop } from './desktop.js';
import { markLinkUsed } from './pages.js';

/** What a step can act on. */
export interface World {
  site: Site;
  control: Control;
  desktop: Desktop;
  /** The address of the flow's page. */
  url: string;
}

/**
 * Runs one step of a flow.
 *
 * - a key or several at once, as xdotool names them: `Tab`, `shift+Tab`, `Return`
 * - `type TEXT`
 * - `relay answers STATUS MESSAGE`, `relay pauses for SECONDS s`, `relay is gone`
 * - `connection is lost`, `connection is back`
 * - `MINUTES minutes pass`, `pause ends`
 * - `chat ends`, which opens a panel that waits for the event `chat-ended`
 * - `link is used`
 * - `page is loaded again`
 */
export async function runStep(step: string, { site, control, desktop, url }: World): Promise<void> {
  const [, status, message] = /^relay answers (\d+) ?(.*)$/.exec(step) ?? [];
  const [, pause] = /^relay pauses for (\d+) s$/.exec(step) ?? [];
  const [, minutes] = /^(\d+) minutes pass$/.exec(step) ?? [];
  if (status) {
    site.broken.delete('/feedback');
    site.answer = { status: +status, body: status < '300' ? { success: true } : { error_message: message } };
  } else if (pause) {
    site.answer = { status: 429, body: { error_message: 'Too many requests' }, headers: { 'retry-after': pause } };
  } else if (step === 'relay is gone') {
    site.broken.add('/feedback');
  } else if (step === 'connection is lost') {
    site.broken.add('/feedback');
    await control.send('setOnline', false);
  } else if (step === 'connection is back') {
    site.broken.delete('/feedback');
    await control.send('setOnline', true);
  } else if (minutes) {
    await control.send('passMinutes', +minutes);
  } else if (step === 'pause ends') {
    await control.send('untilPauseEnds');
  } else if (step === 'chat ends') {
    await control.send('endChat');
  } else if (step === 'link is used') {
    markLinkUsed(site);
  } else if (step === 'page is loaded again') {
    await control.go(url);
  } else if (step.startsWith('type ')) {
    await desktop.xdotool('type', '--delay', '40', step.slice(5));
  } else {
    await desktop.xdotool('key', step);
  }
}
