import { defineConfig } from 'vitest/config';

// Builds real host applications and visits them: `npm run test:hosts`.
export default defineConfig({
  test: { include: ['test/hosts/*.spec.ts'], testTimeout: 60_000, hookTimeout: 240_000, fileParallelism: false },
});
