import { type AddressInfo, createServer } from 'node:net';
import { vi } from 'vitest';
import { type Driver, VIEWPORT } from './driver.js';
import { inputActions } from './input-actions.js';
import { startProgram } from './program.js';
import { startScreen } from './screen.js';

/** Drives WebKitGTK's MiniBrowser through its W3C WebDriver, on a virtual screen. */
export async function webdriverDriver(driverPath: string, xvfbPath: string): Promise<Driver> {
  const screen = await startScreen(xvfbPath, '1280x1024x24');
  const port = await freePort();
  const service = startProgram(driverPath, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: screen.display, GDK_BACKEND: 'x11', WAYLAND_DISPLAY: '' },
  });
  const send = commands(`http://127.0.0.1:${port}`);
  await vi.waitFor(() => send('GET', '/status'), { timeout: 15_000 });
  const { sessionId, capabilities } = await send('POST', '/session', { capabilities: {} });
  const session = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) =>
    send(method, `/session/${sessionId}${path}`, body);
  await session('POST', '/window/rect', VIEWPORT);

  const perform = async (actions: object[]) => void (await session('POST', '/actions', { actions }));
  return {
    browser: `WebKitGTK ${capabilities.browserVersion}`,
    async open(url) {
      await session('POST', '/url', { url });
    },
    async back() {
      await session('POST', '/back', {});
    },
    async evaluate(action, ...args) {
      const script = `
        const [args, done] = arguments;
        (async () => (${action})(...args))().then(
          (value) => done([value]),
          (error) => done({ error: String(error) }),
        );`;
      const result = await session('POST', '/execute/async', { script, args: [args] });
      if (result.error) throw new Error(result.error);
      return result[0];
    },
    hover: (point) => perform(inputActions.hover(point)),
    click: (point) => perform(inputActions.click(point)),
    press: (key) => perform(inputActions.press(key)),
    type: (text) => perform(inputActions.type(text)),
    async screenshot() {
      return Buffer.from(await session('GET', '/screenshot'), 'base64');
    },
    async close() {
      await session('DELETE', '');
      await service.stop();
      await screen.stop();
    },
  };
}

/** Returns the function that sends a WebDriver command and resolves with its value. */
function commands(origin: string) {
  // biome-ignore lint/suspicious/noExplicitAny: each command has another value
  return async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<any> => {
    const response = await fetch(origin + path, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } };
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
