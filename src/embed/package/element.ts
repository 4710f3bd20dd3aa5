import { define } from '../element/define.js';
import { packageElementLoaders } from './element-loaders.js';

export { HaptikFeedbackElement } from '../element/haptik-feedback-element.js';

// On a server, importing this module does nothing.
if ('HTMLElement' in globalThis) define(packageElementLoaders);
