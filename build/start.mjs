import { spawn, spawnSync } from 'node:child_process';

// `npm start`: builds everything, then runs relay and playground; on the stand-in where no account is given.

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
  // Ctrl-C reaches the relay by itself; it says when it has stopped.
  process.on(signal, () => signal !== 'SIGINT' && relay.kill(signal));
}
relay.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
