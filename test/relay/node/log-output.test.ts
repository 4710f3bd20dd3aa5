import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createNodeLog } from '../../../src/relay/node/log.js';
import { Metrics } from '../../../src/relay/telemetry/metrics.js';
import { setUpRelay } from '../set-up-relay.js';

/** The longest origin that is logged, so that few lines fill a pipe and the relay's buffer. */
const ORIGIN = `https://${'a.'.repeat(120)}example`;
const PORT_LINE = /listening on (\d+)/;
const setup = setUpRelay();

/** Runs a relay whose standard output is a file or an unread pipe. It prints its port to standard error. */
async function runWith(stdout: 'pipe' | number): Promise<{ child: ChildProcess; url: string; errors: () => string }> {
  const code = `
    const { startRelay } = await import(${JSON.stringify(join(setup.built.folder, 'node.js'))});
    const relay = await startRelay();
    process.on('SIGTERM', () => relay.stop().then(() => process.exit(0)));
    console.error('listening on ' + new URL(relay.url).port);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', stdout, 'pipe'],
    env: {
      PORT: '0',
      ...setup.account,
      RATE_LIMIT_PER_MINUTE: '1000000',
      METRICS_TOKEN: 'metrics',
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stderr!.on('data', (chunk) => {
    text += chunk;
  });
  while (!PORT_LINE.test(text)) await once(child.stderr!, 'data');
  return { child, url: `http://127.0.0.1:${PORT_LINE.exec(text)![1]}/`, errors: () => text };
}

test.each([
  ['is not read', 1500, () => 'pipe' as const],
  ['is full', 300, () => openSync('/dev/full', 'w')],
])(
  'answers every post while standard output %s, counts lost lines, says so once and stops',
  async (_, posts, open) => {
    const { child, url, errors } = await runWith(open());
    const statuses = new Set<number>();
    const isFull = () => errors().includes('Standard output does not take the log');
    // Two more rounds follow after the relay has said so.
    for (let sent = 0, rounds = 2; sent < posts && rounds > 0; sent += 50) {
      if (isFull()) rounds--;
      const answers = Array.from({ length: 50 }, () =>
        // The relay refuses this post and logs that, which costs little.
        fetch(`${url}feedback`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: ORIGIN },
          body: 'x',
        }).then((response) => response.text().then(() => response.status)),
      );
      for (const status of await Promise.all(answers)) statuses.add(status);
    }
    const metrics = await fetch(`${url}metrics`, { headers: { authorization: 'Bearer metrics' } });
    const dropped = Number(/^haptik_feedback_dropped_log_lines_total (\d+)$/m.exec(await metrics.text())![1]);

    expect([...statuses]).toEqual([403]);
    expect(dropped).toBeGreaterThan(0);
    expect(errors().split('Standard output does not take the log')).toHaveLength(2);

    const exited = once(child, 'exit');
    child.kill('SIGTERM');

    expect(await exited).toEqual([0, null]);
  },
  60_000,
);

test('adds one listener to standard output for all relays of a process', () => {
  createNodeLog('info', new Metrics());
  const before = process.stdout.listenerCount('error');

  createNodeLog('info', new Metrics());

  expect(process.stdout.listenerCount('error')).toBe(before);
});
