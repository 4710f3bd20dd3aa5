import { describeHostility } from './hostile.js';
import { runRelay } from './relay-process.js';

describeHostility('Node', runRelay);
