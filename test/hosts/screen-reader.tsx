/** @jsxImportSource preact */
import { FeedbackWidget } from 'haptik-feedback-widget';
import { render } from 'preact';

const app = document.getElementById('app')!;

render(
  <section aria-labelledby="order">
    <h2 id="order">Your order</h2>
    <a href="#details">Details</a>
    <FeedbackWidget relayUrl="/feedback" businessId={343} authId={app.dataset.authId} retries={0} />
  </section>,
  app,
);
