import { spawn } from 'node:child_process';

/**
 * Runs a command without colours.
 *
 * @param {string[]} command - the program and its arguments
 * @param {{isLive?: boolean}} [options] - `isLive`: whether the output is also shown as it comes
 * @returns {Promise<{code: number, output: string}>} the exit code, and what it wrote to standard output and error
 */
export function runCommand([program, ...args], { isLive = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(/** @type {string} */ (program), args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', npm_config_loglevel: 'error' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (isLive) process.stdout.write(text);
      });
    }
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** @param {number} time - a time in milliseconds since the epoch */
export function secondsSince(time) {
  return `${((Date.now() - time) / 1000).toFixed(1)} s`;
}
