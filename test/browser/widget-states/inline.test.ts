import { checkStates } from './check-states.js';

checkStates('inline');
