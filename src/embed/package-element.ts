import { define } from './define.js';
import { packageElementLoaders } from './package-element-loaders.js';

export type { HaptikFeedbackElement } from './element.js';

define(packageElementLoaders);
