import { defineConfig } from 'vitest/config';

// The built files in real old browsers: `npm run test:old-browsers`.
export default defineConfig({
  test: { include: ['test/old-browsers/*.spec.ts'], testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false },
});
