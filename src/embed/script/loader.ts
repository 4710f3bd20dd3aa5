import { fetchForm, fetchLocale, fetchPanel, fetchTransport, scriptTags } from './fetched-files.js';
import { runScript } from './run-script.js';

// For every page: the form is fetched when it is needed.
runScript(scriptTags, { form: fetchForm, panel: fetchPanel, transport: fetchTransport, locale: fetchLocale });
