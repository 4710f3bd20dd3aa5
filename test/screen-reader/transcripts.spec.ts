import { readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { type Site, startSite } from '../browser/site.js';
import { openBrowser } from './browser.js';
import { type Control, startControl } from './control.js';
import { type Desktop, startDesktop } from './desktop.js';
import {
  alwaysSaid,
  FLOWS_FOLDER,
  formatTranscript,
  readFlow,
  readTranscript,
  type TranscriptStep,
  transcriptPath,
  withoutUnsaid,
} from './flow.js';
import { type Orca, startOrca } from './orca.js';
import { bundleHostPage, type HostPage, servePage, serveStartPage } from './pages.js';
import { runStep } from './steps.js';

const engine = inject('engine');
// While transcripts are written, the old ones must not decide how long to listen.
const isUpdate = process.env.UPDATE_TRANSCRIPTS === 'true';
const FLOWS = readdirSync(FLOWS_FOLDER).flatMap((file) => (file.endsWith('.keys') ? [file.slice(0, -5)] : []));

let site: Site;
let control: Control;
let hostPage: HostPage;
let desktop: Desktop;
let orca: Orca;
let isBrowserReady = false;

beforeAll(async () => {
  [site, control, hostPage] = await Promise.all([startSite(), startControl(), bundleHostPage()]);
});
// After a failed flow, the browser and the screen reader may be in any state, so the next try starts new ones.
beforeEach(async () => {
  if (isBrowserReady) return;
  await desktop?.stop();
  desktop = await startDesktop();
  orca = await startOrca(desktop);
  const loaded = control.nextPage();
  await openBrowser(engine, desktop, serveStartPage(site, control.origin));
  await loaded;
  await orca.silence();
  isBrowserReady = true;
});
afterAll(async () => {
  await desktop?.stop();
  await Promise.all([site?.close(), control?.close()]);
});

it.for(FLOWS)('matches the transcript: %s', async (name, { task }) => {
  const path = transcriptPath(name, engine.name);

  const expected = readTranscript(path);

  // Another try needs another visitor, because the browser remembers what this one has done.
  const visitor = `visitor-${name}-${task.result?.retryCount ?? 0}`;
  const heard = await hear(name, visitor, isUpdate ? [] : expected);

  const text = formatTranscript(heard);
  const expectedText = formatTranscript(withoutUnsaid(expected, heard));
  if (isUpdate && text !== expectedText) writeFileSync(path, text);
  else expect(text).toBe(expectedText);
  isBrowserReady = true;
});

/** Runs a flow and returns what the screen reader said, step by step. */
async function hear(name: string, visitor: string, expected: readonly TranscriptStep[]): Promise<TranscriptStep[]> {
  const flow = readFlow(name);
  site.reset();
  // A delay as in a network, so that Orca has time to speak while the feedback is being sent.
  site.answerDelayMs = 500;
  isBrowserReady = false;
  const url = await servePage(site, flow, visitor, control.origin, hostPage);
  await control.go(url);
  // Orca reads a page when it is loaded.
  await orca.listen(['Shop']);
  await moveFocusToPage();
  await orca.silence();
  const heard: TranscriptStep[] = [];
  for (const [index, step] of flow.steps.entries()) {
    await runStep(step, { site, control, desktop, url });
    const hint = expected[index]?.step === step ? alwaysSaid(expected[index]) : undefined;
    heard.push({ step, said: await orca.listen(hint) });
  }
  return heard;
}

/** Leaves the browser's own toolbar, where a flow before this one may have ended. */
async function moveFocusToPage() {
  for (let tries = 0; (await control.send('hasFocus')) === 'false'; tries++) {
    if (tries === 4) throw new Error('F6 does not move the focus into the page');
    await desktop.xdotool('key', 'F6');
    await orca.silence();
  }
}
