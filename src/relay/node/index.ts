#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { runCommand } from './cli.js';

export { type RunningRelay, type StartOptions, startRelay } from './start.js';

/** Tells whether this file was started as a program, and not imported. */
function isProgram(): boolean {
  const script = process.argv[1];
  try {
    return script !== undefined && pathToFileURL(realpathSync(script)).href === import.meta.url;
  } catch {
    return false;
  }
}

if (isProgram()) {
  const exitCode = await runCommand(process.argv.slice(2));
  if (exitCode !== undefined) process.exitCode = exitCode;
}
