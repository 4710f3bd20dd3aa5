import type { Loaders } from '../host/loaders.js';
import type { AskingModule } from './asking-module.js';
import type { FormModule, PanelModule } from './form-module.js';
import type { LegacyModule } from './legacy-module.js';
import type { ShellModule } from './shell.js';

/** Fetches the form, its panel, the code that asks, and what the form itself fetches. */
export interface ElementLoaders extends Loaders {
  form(): Promise<FormModule>;
  panel(): Promise<PanelModule>;
  /** What older browsers need in addition. */
  legacy(): Promise<LegacyModule>;
  asking(): Promise<AskingModule>;
  /** What shows the form's first state before its code has arrived. The standalone file and the package have none. */
  shell?(): Promise<ShellModule>;
}
