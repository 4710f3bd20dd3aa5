import { defineConfig } from 'vitest/config';

// `npm run test:old-browsers`: tests the built files in old versions of Chromium.
export default defineConfig({
  test: { include: ['test/old-browsers/*.spec.ts'], testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false },
});
