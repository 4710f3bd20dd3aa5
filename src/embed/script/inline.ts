import type { ElementLoaders } from '../element/loaders.js';
import { createFileLoaders } from './fetched-files.js';
import { findScript } from './find-script.js';
import { runScript } from './run-script.js';
import { createShell } from './shell.js';

// For a page with an inline form: the visitor can answer in its first state while the form's code is on its way.
const script = findScript();
const loaders = createFileLoaders(script);
// Starts to fetch the form at once.
let early: ReturnType<ElementLoaders['form']> | undefined = loaders.form();
early.catch(() => {}); // The element handles the failure.

runScript(script, {
  ...loaders,
  form() {
    const form = early ?? loaders.form();
    early = undefined;
    return form;
  },
  shell: () => Promise.resolve({ createShell }),
});
