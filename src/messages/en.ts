import { launcherEn } from './launcher-en.js';
import type { Messages } from './messages.js';

const en: Messages = {
  title: 'How was your conversation?',
  ratingLabel: 'Rate your experience',
  star: { one: '{count} star', other: '{count} stars' },
  ratingWords: ['Very poor', 'Poor', 'Okay', 'Good', 'Excellent'],
  resolvedLabel: 'Was your query resolved?',
  yes: 'Yes',
  no: 'No',
  commentLabel: 'Tell us more (optional)',
  charactersLeft: { one: '{count} character left', other: '{count} characters left' },
  submit: 'Send feedback',
  sending: 'Sending…',
  retryIn: { one: 'Try again in {count} second', other: 'Try again in {count} seconds' },
  ratingMissing: 'Please choose a rating.',
  resolvedMissing: 'Please choose yes or no.',
  sent: 'Thank you for your feedback.',
  sentDetail: 'It helps us get better.',
  shared: 'You have already shared your feedback. You can share more after {time}.',
  offline: 'You are offline. Your feedback is kept and will be sent when you are back online.',
  expired: 'Your feedback could not be sent in time. Your answers are kept; please try again.',
  duplicate: 'You have already shared your feedback in the last hour.',
  noConversation: 'We could not find a conversation to rate. Start a chat with us first, then come back.',
  invalidUser: 'We could not recognise your account, so your feedback was not sent.',
  unauthorized: 'Feedback is not set up correctly on this site, so yours was not sent.',
  rejected: 'Your feedback was not accepted.',
  rateLimited: 'Too many tries. Please wait a moment and try again.',
  unreachable: 'We could not reach the feedback service. Your answers are kept; please try again.',
  serverError: 'The feedback service had a problem. Your answers are kept; please try again.',
  close: 'Close',
  ...launcherEn,
};

export default en;
