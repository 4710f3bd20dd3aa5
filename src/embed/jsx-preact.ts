import type { HaptikFeedbackElement } from './element.js';
import type { HaptikFeedbackAttributes } from './jsx.js';

declare global {
  namespace preact.JSX {
    interface IntrinsicElements {
      'haptik-feedback': HaptikFeedbackAttributes<import('preact').HTMLAttributes<HaptikFeedbackElement>>;
    }
  }
}
