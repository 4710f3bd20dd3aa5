export { createStandin, type Received, type Standin, type StandinOptions } from './create-standin.js';
export { FAULTS, type Fault, isFault } from './fault.js';
