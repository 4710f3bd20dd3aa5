import type { HaptikFeedbackElement } from '../element/haptik-feedback-element.js';
import type { HaptikFeedbackAttributes } from './attributes.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'haptik-feedback': HaptikFeedbackAttributes<
        import('react').DetailedHTMLProps<import('react').HTMLAttributes<HaptikFeedbackElement>, HaptikFeedbackElement>
      >;
    }
  }
}
