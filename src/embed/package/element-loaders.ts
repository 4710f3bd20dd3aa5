import type { ElementLoaders } from '../element/loaders.js';
import { packageLoaders } from './loaders.js';

/** The package's loaders for the element. Each module that they import becomes a chunk of its own. */
export const packageElementLoaders: ElementLoaders = {
  ...packageLoaders,
  form: () => import('../element/form.js'),
  panel: () => import('../element/panel.js'),
  legacy: () => import('../element/legacy.js'),
  asking: () => import('../asking/asking.js'),
};
