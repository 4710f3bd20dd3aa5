import type { ElementLoaders } from '../element/loaders.js';
import { packageLoaders } from './loaders.js';

/** The package's loaders for the element; the form, its panel and the code that asks are chunks of their own. */
export const packageElementLoaders: ElementLoaders = {
  ...packageLoaders,
  form: () => import('../element/form.js'),
  panel: () => import('../element/panel.js'),
  legacy: () => import('../element/legacy.js'),
  asking: () => import('../asking/asking.js'),
};
