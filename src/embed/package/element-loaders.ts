import type { ElementLoaders } from '../element/element-controller.js';
import { packageLoaders } from './loaders.js';

/** The package's loaders for the element, which does not hold the form either. */
export const packageElementLoaders: ElementLoaders = {
  ...packageLoaders,
  form: () => import('../element/form.js'),
  panel: () => import('../element/panel.js'),
};
