import { createFileLoaders } from './fetched-files.js';
import { findScript } from './find-script.js';
import { runScript } from './run-script.js';

// For every page: the form is fetched when it is needed.
const script = findScript();
runScript(script, createFileLoaders(script));
