import type { HaptikFeedbackElement } from './element.js';
import type { HaptikFeedbackAttributes } from './jsx.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'haptik-feedback': HaptikFeedbackAttributes<
        import('react').DetailedHTMLProps<import('react').HTMLAttributes<HaptikFeedbackElement>, HaptikFeedbackElement>
      >;
    }
  }
}
