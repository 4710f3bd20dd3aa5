export type { HaptikFeedbackElement } from './embed/element.js';
export type { FeedbackEventDetail, FeedbackEvents } from './embed/events.js';
export { FeedbackWidget, type FeedbackWidgetProps } from './embed/FeedbackWidget.js';
export type { Options } from './embed/options.js';
export { mount } from './embed/package-mount.js';
export type { Feedback, Rating } from './feedback/feedback.js';
export type { Problem, ProblemKind } from './feedback/problem.js';
export type { Messages, PluralMap } from './messages/messages.js';
