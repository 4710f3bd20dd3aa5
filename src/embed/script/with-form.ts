import * as form from '../element/form.js';
import { createFileLoaders } from './fetched-files.js';
import { findScript } from './find-script.js';
import { runScript } from './run-script.js';

// For a page with an inline form: this file holds the form, so that it shows one round trip earlier.
const script = findScript();
runScript(script, { ...createFileLoaders(script), form: () => Promise.resolve(form) });
