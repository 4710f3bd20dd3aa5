import * as Sentry from '@sentry/browser';

const relay = new URL(document.documentElement.dataset.relay);

Sentry.init({
  dsn: `${relay.protocol}//key@${relay.host}/1`,
  integrations: [Sentry.feedbackIntegration({ colorScheme: 'system' })],
});
