import { defineConfig } from 'vitest/config';

/** The unit tests of the folder whose mutants are looked for; `MUTANT_TESTS` names them. */
export default defineConfig({
  test: {
    environment: 'node',
    include: [process.env.MUTANT_TESTS ?? 'test/feedback/**/*.test.ts'],
    // Many mutants wait for ever. This ends them sooner.
    testTimeout: 3000,
  },
});
