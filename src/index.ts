export type { FeedbackEventDetail, FeedbackEvents } from './embed/element/events.js';
export type { HaptikFeedbackElement } from './embed/element/haptik-feedback-element.js';
export type { Options } from './embed/options/options.js';
export { FeedbackWidget, type FeedbackWidgetProps } from './embed/package/FeedbackWidget.js';
export { mount } from './embed/package/mount.js';
export type { Feedback, Rating } from './feedback/feedback.js';
export type { Problem, ProblemKind } from './feedback/problem.js';
export type { Messages, PluralMap } from './messages/messages.js';
