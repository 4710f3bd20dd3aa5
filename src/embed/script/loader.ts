import { fileLoaders, scriptTags } from './fetched-files.js';
import { runScript } from './run-script.js';

// For every page: the form is fetched when it is needed.
runScript(scriptTags, fileLoaders);
