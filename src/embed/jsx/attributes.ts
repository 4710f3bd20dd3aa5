import type { FeedbackEvents } from '../element/events.js';
import type { HaptikFeedbackElement } from '../element/haptik-feedback-element.js';
import type { Options } from '../options/options.js';

/** The JSX attributes of `<haptik-feedback>`: every option, a handler for every event, and the common attributes. */
export type HaptikFeedbackAttributes<Common> = Omit<Common, keyof Options | 'ref'> &
  Options & { ref?: unknown } & {
    [Name in keyof FeedbackEvents as `on${Name}`]?:
      | ((this: HaptikFeedbackElement | undefined, event: FeedbackEvents[Name]) => void)
      | undefined;
  };
