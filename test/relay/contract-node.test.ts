import { describeContract } from './contract.js';
import { runRelay } from './relay-process.js';

describeContract('Node', runRelay);
