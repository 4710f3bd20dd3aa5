import * as asking from '../asking/asking.js';
import * as form from '../element/form.js';
import * as legacy from '../element/legacy.js';
import * as panel from '../element/panel.js';
import * as sending from '../host/sending.js';
import { findScript } from './find-script.js';
import { runScript } from './run-script.js';

// One file, pinned to one hash, that fetches nothing more. Its texts are English, unless the site passes others in the
// option `messages`; the package has them all, as `haptik-feedback-widget/locales/*`.
runScript(findScript(), {
  form: () => Promise.resolve(form),
  panel: () => Promise.resolve(panel),
  legacy: () => Promise.resolve(legacy),
  asking: () => Promise.resolve(asking),
  transport: () => Promise.resolve(sending),
  locale: () => undefined,
});
