import { define } from './define.js';
import { packageLoaders } from './package-loaders.js';

export { HaptikFeedbackElement } from './element.js';

define({ ...packageLoaders, form: () => import('./form.js') });
