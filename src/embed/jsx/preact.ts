import type { HaptikFeedbackElement } from '../element/haptik-feedback-element.js';
import type { HaptikFeedbackAttributes } from './attributes.js';

declare global {
  namespace preact.JSX {
    interface IntrinsicElements {
      'haptik-feedback': HaptikFeedbackAttributes<import('preact').HTMLAttributes<HaptikFeedbackElement>>;
    }
  }
}
