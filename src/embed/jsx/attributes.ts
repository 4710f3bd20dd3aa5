import type { FeedbackEvents } from '../element/events.js';
import type { HaptikFeedbackElement } from '../element/haptik-feedback-element.js';
import type { Options } from '../options/options.js';

/** What `<haptik-feedback>` takes in JSX: every option, a handler for every event, and what every element takes. */
export type HaptikFeedbackAttributes<Common> = Omit<Common, keyof Options | 'ref'> &
  Options & { ref?: unknown } & {
    [Name in keyof FeedbackEvents as `on${Name}`]?:
      | ((this: HaptikFeedbackElement | undefined, event: FeedbackEvents[Name]) => void)
      | undefined;
  };
