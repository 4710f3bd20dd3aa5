export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutants/vitest.config.ts', related: false },
  // Stryker would rewrite tsconfig.json with an API that TypeScript 7 does not have, so this names a file that does not exist.
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  // A slow machine must not look like an endless loop.
  timeoutMS: 30_000,
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: 'coverage/mutants',
  ignorePatterns: [
    'dist',
    'public',
    'docs',
    'test/bench',
    'test/browser/*',
    '!test/browser/find-*.mjs',
    'test/engines',
  ],
};
