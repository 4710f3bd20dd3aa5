import { describeContract } from './contract.js';
import { runWorker } from './worker-process.js';

describeContract('the Workers runtime', runWorker);
