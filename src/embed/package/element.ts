import { define } from '../element/define.js';
import { packageElementLoaders } from './element-loaders.js';

export { HaptikFeedbackElement } from '../element/haptik-feedback-element.js';

define(packageElementLoaders);
