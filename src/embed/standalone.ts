import * as en from '../messages/en.js';
import * as transport from '../transport/transport.js';
import * as form from './form.js';
import { runScript } from './script.js';

runScript(document.currentScript ? [document.currentScript as HTMLScriptElement] : [], {
  form: () => Promise.resolve(form),
  transport: () => Promise.resolve(transport),
  locale: () => Promise.resolve(en),
});
