import { defineConfig } from 'vitest/config';

/** Runs the unit tests of the folder that is mutated; `MUTANT_TESTS` names them. */
export default defineConfig({
  test: {
    environment: 'node',
    include: [process.env.MUTANT_TESTS ?? 'test/feedback/**/*.test.ts'],
    // Many mutants make a test wait for ever. This ends the test sooner.
    testTimeout: 3000,
  },
});
