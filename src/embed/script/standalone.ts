import * as form from '../element/form.js';
import * as panel from '../element/panel.js';
import * as delivery from '../host/sending.js';
import { runScript } from './run-script.js';

// One file, pinned to one hash, fetches nothing more: it speaks English, unless the site gives the option `messages`
// the texts of another language (all of them are in the package, as `haptik-feedback-widget/locales/*`).
runScript(document.currentScript ? [document.currentScript as HTMLScriptElement] : [], {
  form: () => Promise.resolve(form),
  panel: () => Promise.resolve(panel),
  transport: () => Promise.resolve(delivery),
  locale: () => undefined,
});
