/** Whether the tests take every combination, as `npm run test:slow` does, or the slice of `npm test`. */
export const IS_FULL_MATRIX = process.env.TEST_MATRIX === 'full';

const LOADER = 'haptik-feedback.js';

/** The scripts that are tried on pages of hosts. The other two contain the loader, so the slice takes the loader. */
export const SCRIPTS_ON_HOSTS = IS_FULL_MATRIX
  ? [LOADER, 'haptik-feedback.inline.js', 'haptik-feedback.standalone.js']
  : [LOADER];
