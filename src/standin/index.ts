export { createStandin, type Standin, type StandinOptions } from './create-standin.js';
export { isFault } from './fault.js';
