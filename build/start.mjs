import { spawn, spawnSync } from 'node:child_process';

// `npm start`: builds everything, then runs relay and playground. Without `HAPTIK_*` variables the relay uses the stand-in.

console.log('Building the browser files, the relay and the playground …');
const build = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--app', '--logLevel', 'error'], {
  encoding: 'utf8',
});
if (build.status !== 0) {
  console.error(build.stdout, build.stderr);
  process.exit(1);
}

const hasAccount = Object.keys(process.env).some((name) => name.startsWith('HAPTIK_'));
const relay = spawn(process.execPath, ['dist/relay/node.js', hasAccount ? '--playground' : '--demo'], {
  stdio: 'inherit',
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  // The terminal sends Ctrl-C (SIGINT) to the relay as well, so only other signals are passed on.
  process.on(signal, () => signal !== 'SIGINT' && relay.kill(signal));
}
relay.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
