import { packageLoaders } from './package-loaders.js';
import type { ElementLoaders } from './presence.js';

/** The package's loaders for the element, which does not hold the form either. */
export const packageElementLoaders: ElementLoaders = {
  ...packageLoaders,
  form: () => import('./form.js'),
  panel: () => import('./panel.js'),
};
