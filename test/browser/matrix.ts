/** Whether the tests run every combination, as in `npm run test:slow`. In `npm test` they run a slice. */
export const IS_FULL_MATRIX = process.env.TEST_MATRIX === 'full';

const LOADER = 'haptik-feedback.js';

/** The scripts to test on host pages. The other two contain the loader, so the slice tests only the loader. */
export const SCRIPTS_ON_HOSTS = IS_FULL_MATRIX
  ? [LOADER, 'haptik-feedback.inline.js', 'haptik-feedback.standalone.js']
  : [LOADER];
