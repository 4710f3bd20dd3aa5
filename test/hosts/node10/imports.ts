// Only types: TypeScript with `moduleResolution: node10` does not read `exports` of package.json.
export type { FeedbackWidget, mount } from 'haptik-feedback-widget';
export type { HaptikFeedbackElement } from 'haptik-feedback-widget/element';
export type { default as hi } from 'haptik-feedback-widget/locales/hi';
export type { HaptikFeedback } from 'haptik-feedback-widget/react';
export type { createRelay } from 'haptik-feedback-widget/relay';
import type {} from 'haptik-feedback-widget/jsx/preact';
import type {} from 'haptik-feedback-widget/jsx/react';
import type {} from 'haptik-feedback-widget/relay/node';
import type {} from 'haptik-feedback-widget/relay/worker';
