import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Program, startProgram } from '../engines/program.js';
import { startScreen } from '../engines/screen.js';
import { within } from './within.js';

const run = promisify(execFile);

/** A desktop without a display: a screen, a window manager, and the buses over which a screen reader follows programs. */
export interface Desktop {
  /** The home folder of the desktop's user; removed when the desktop stops. */
  readonly home: string;
  /** Starts a program on the desktop; it ends with the desktop. */
  start(path: string, args: readonly string[], output?: 'ignore' | 'pipe'): Program;
  /** Calls xdotool, which presses keys and finds windows; resolves with its output. */
  xdotool(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a desktop. Each browser has its own, so that two can be listened to at the same time. */
export async function startDesktop(): Promise<Desktop> {
  const home = await mkdtemp(join(tmpdir(), 'haptik-feedback-desktop-'));
  const runtime = join(home, 'run');
  await mkdir(runtime, { mode: 0o700 });
  const screen = await startScreen('Xvfb', '1280x900x24');
  const programs: Program[] = [screen];
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DISPLAY: screen.display,
    GDK_BACKEND: 'x11',
    HOME: home,
    LANG: 'C.UTF-8',
    WAYLAND_DISPLAY: '',
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: runtime,
    // Tells Firefox and GTK that somebody uses a screen reader.
    GNOME_ACCESSIBILITY: '1',
    GTK_MODULES: 'gail:atk-bridge',
  };
  const desktop: Desktop = {
    home,
    start(path, args, output = 'ignore') {
      const program = startProgram(path, args, { env, stdio: ['ignore', output, 'ignore'] });
      programs.push(program);
      return program;
    },
    async xdotool(...args) {
      const { stdout } = await run('xdotool', args, { env, timeout: 10_000 });
      return stdout.trim();
    },
    async stop() {
      for (const program of programs.reverse()) {
        const forced = setTimeout(() => program.child.kill('SIGKILL'), 3000);
        await program.stop();
        clearTimeout(forced);
      }
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  try {
    const bus = startProgram('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=3'], {
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    programs.push(bus);
    const address = new Promise<string>((resolve) => bus.child.stdio[3]!.once('data', (text) => resolve(String(text))));
    env.DBUS_SESSION_BUS_ADDRESS = (await within(10_000, 'the address of the session bus', address)).trim();
    desktop.start('openbox', []);
    // Asking for the accessibility bus starts it.
    await run(
      'dbus-send',
      ['--session', '--print-reply', '--dest=org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus.GetAddress'],
      { env, timeout: 10_000 },
    );
  } catch (error) {
    await desktop.stop();
    throw error;
  }
  return desktop;
}
