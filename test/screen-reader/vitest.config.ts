import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { findEngine } from '../engines/find-engines.mjs';

/** A project for each browser. They run side by side, each with a screen reader of its own. */
const projects = (['firefox', 'chromium'] as const).flatMap((name) => {
  const engine = findEngine(name);
  return engine ? [{ extends: true as const, test: { name, provide: { engine } } }] : [];
});

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['test/screen-reader/*.spec.ts'],
    // A flow has about twenty steps of about a second.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    slowTestThreshold: 60_000,
    // Window manager, browser and screen reader are separate programs. One may lose an event on a busy machine.
    retry: 2,
    projects,
  },
});
