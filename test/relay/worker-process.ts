import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuiltRelay } from './build-relay.js';
import { type RelayProcess, watchProcess } from './relay-process.js';

/** Replaces the platform's rate limiter, which the open-source runtime does not have. */
const LIMITS = `
import { WorkerEntrypoint } from 'cloudflare:workers';
const counts = new Map();
export class Limit extends WorkerEntrypoint {
  limit({ key }) {
    const { name, limit } = this.ctx.props;
    const count = (counts.get(name + key) ?? 0) + 1;
    counts.set(name + key, count);
    return { success: count <= limit };
  }
}
export default {};
`;

/** Runs the Workers entry on the real Workers runtime. */
export async function runWorker(relay: BuiltRelay, environment: Record<string, string>): Promise<RelayProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'worker-'));
  const text = (value: string) => JSON.stringify(value);
  const modules = ['worker.js', 'create-relay.js'].map((name) => {
    const code = readFileSync(join(relay.folder, name), 'utf8');
    writeFileSync(join(folder, name), code);
    return `(name = ${text(name)}, esModule = embed ${text(name)})`;
  });
  const variables = Object.entries(environment).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`);
  const limit = (binding: string, points: string) =>
    `(name = "${binding}", service = (name = "limits", entrypoint = "Limit", props = (json = ${text(
      JSON.stringify({ name: binding, limit: Number(points) }),
    )})))`;
  writeFileSync(join(folder, 'limits.js'), LIMITS);
  writeFileSync(
    join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "relay", worker = (
      modules = [${modules.join(', ')}],
      compatibilityDate = "2026-01-01",
      bindings = [${[
        ...variables,
        limit('ADDRESS_LIMIT', environment.RATE_LIMIT_PER_MINUTE ?? '300'),
        limit('USER_LIMIT', '6'),
      ].join(', ')}],
      globalOutbound = "network"
    )),
    (name = "limits", worker = (
      modules = [(name = "limits.js", esModule = embed "limits.js")],
      compatibilityDate = "2026-01-01"
    )),
    (name = "network", network = (allow = ["private", "public", "local"]))
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "relay")]
);
`,
  );
  // This is the package's own program, because the script that npm links to passes no file descriptors on.
  const { default: workerd } = createRequire(import.meta.url)('workerd') as { default: string };
  const child = spawn(workerd, ['serve', '--control-fd=3', join(folder, 'config.capnp')], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  // The runtime prints its port on the control channel.
  const port = await new Promise<number>((resolve, reject) => {
    let errors = '';
    child.stderr?.on('data', (chunk) => {
      errors += chunk;
    });
    child.stdio[3]?.on('data', (chunk: Buffer) => {
      const found = /"socket":"http","port":(\d+)/.exec(chunk.toString());
      if (found) resolve(Number(found[1]));
    });
    child.once('close', () => reject(new Error(`workerd ended:\n${errors}`)));
  });
  child.once('close', () => rmSync(folder, { recursive: true, force: true }));
  const running = await watchProcess(child, /()/);
  return { ...running, url: `http://127.0.0.1:${port}/` };
}
