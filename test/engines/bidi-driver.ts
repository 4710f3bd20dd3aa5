import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'undici';
import { type Driver, VIEWPORT } from './driver.js';
import { inputActions } from './input-actions.js';
import { type Program, startProgram } from './program.js';

/** A headless Firefox reports no mouse. These preferences report one that is precise and can hover. */
const PREFERENCES = ['ui.primaryPointerCapabilities', 'ui.allPointerCapabilities']
  .map((name) => `user_pref("${name}", 6);\n`)
  .join('');

/** Drives the system's Firefox over WebDriver BiDi, without a separate driver program. */
export async function bidiDriver(executablePath: string): Promise<Driver> {
  const profile = mkdtempSync(join(tmpdir(), 'haptik-feedback-firefox-'));
  writeFileSync(join(profile, 'user.js'), PREFERENCES);
  const firefox = startProgram(
    executablePath,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const send = await connect(`${await addressOf(firefox)}/session`);
  const { capabilities } = await send('session.new', { capabilities: {} });
  // The tab that Firefox opens at start never gets the focus, so Space and Enter would do nothing there.
  const { context } = await send('browsingContext.create', { type: 'tab' });
  await send('browsingContext.setViewport', { context, viewport: VIEWPORT });

  const perform = async (actions: object[]) => void (await send('input.performActions', { context, actions }));
  return {
    browser: `Firefox ${capabilities.browserVersion}`,
    async open(url) {
      await send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async back() {
      await send('browsingContext.traverseHistory', { context, delta: -1 });
    },
    async evaluate(action, ...args) {
      const { result, exceptionDetails } = await send('script.evaluate', {
        expression: `(async () => JSON.stringify([await (${action})(...${JSON.stringify(args)})]))()`,
        target: { context },
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result.value)[0];
    },
    hover: (point) => perform(inputActions.hover(point)),
    click: (point) => perform(inputActions.click(point)),
    tap: (point) => perform(inputActions.tap(point)),
    press: (key) => perform(inputActions.press(key)),
    type: (text) => perform(inputActions.type(text)),
    async setOffline(isOffline) {
      const networkConditions = isOffline ? { type: 'offline' } : null;
      await send('emulation.setNetworkConditions', { networkConditions, contexts: [context] });
    },
    async screenshot() {
      const { data } = await send('browsingContext.captureScreenshot', { context });
      return Buffer.from(data, 'base64');
    },
    async close() {
      await send('browser.close', {});
      await firefox.ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Waits until Firefox prints the address of its BiDi server. */
function addressOf({ child, ended }: Program): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stderr!.setEncoding('utf8').on('data', (text) => {
      output += text;
      const listening = /WebDriver BiDi listening on (ws:\S+)/.exec(output);
      if (listening) resolve(listening[1]!);
    });
    ended.then(() => reject(new Error(`Firefox ended:\n${output}`)), reject);
  });
}

/** Opens a BiDi connection. Returns the function that sends a command and resolves with its result. */
async function connect(address: string) {
  // biome-ignore lint/suspicious/noExplicitAny: each command has another result
  type Result = any;
  const socket = new WebSocket(address);
  await new Promise<unknown>((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`no connection to ${address}`)));
  });
  const waiting = new Map<number, { resolve(result: Result): void; reject(error: Error): void }>();
  socket.addEventListener('message', ({ data }) => {
    const { id, type, result, error, message } = JSON.parse(String(data));
    const command = waiting.get(id);
    waiting.delete(id);
    if (type === 'error') command?.reject(new Error(`${error}: ${message}`));
    else command?.resolve(result);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox closed the connection'));
  });
  let last = 0;
  return (method: string, params: object) =>
    new Promise<Result>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });
}
