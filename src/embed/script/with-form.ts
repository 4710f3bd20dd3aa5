import * as form from '../element/form.js';
import { fileLoaders, scriptTags } from './fetched-files.js';
import { runScript } from './run-script.js';

// For a page with an inline form: this file holds the form, so that it shows one round trip earlier.
runScript(scriptTags, { ...fileLoaders, form: () => Promise.resolve(form) });
