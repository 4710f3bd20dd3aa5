import * as form from '../element/form.js';
import { fetchLocale, fetchPanel, fetchTransport, scriptTags } from './fetched-files.js';
import { runScript } from './run-script.js';

// For a page whose visitors come to the form: it is in here, so that an English one stands there a round trip earlier.
runScript(scriptTags, {
  form: () => Promise.resolve(form),
  panel: fetchPanel,
  transport: fetchTransport,
  locale: fetchLocale,
});
