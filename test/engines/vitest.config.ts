import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { ENGINES, type Engine, findEngine } from './find-engines.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    engine: Engine;
  }
}

/** One project for each engine on this machine. */
const projects = ENGINES.flatMap((name) => {
  const engine = findEngine(name);
  if (!engine) return [];
  return { extends: true as const, test: { name, provide: { engine } } };
});

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['test/engines/*.spec.ts'],
    // Vitest leaves one processor free by default; engines spend much of their time waiting.
    maxWorkers: availableParallelism(),
    testTimeout: 120_000,
    hookTimeout: 120_000,
    slowTestThreshold: 30_000,
    // Drivers and browsers are programs of their own; one of them may lose an event on a busy machine.
    retry: 1,
    projects,
  },
});
