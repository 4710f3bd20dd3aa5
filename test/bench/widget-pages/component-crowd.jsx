import { FeedbackWidget } from 'haptik-feedback-widget';
import { render } from 'preact';
import 'haptik-feedback-widget/style.css';

const relay = document.documentElement.dataset.relay;
const container = document.querySelector('#feedback');

/** Replaces the forms with `count` new ones, each in its own root. */
window.show = (count) => {
  for (const root of container.children) render(null, root);
  container.replaceChildren();
  for (let index = 0; index < count; index++) {
    const root = document.createElement('div');
    container.append(root);
    render(<FeedbackWidget relayUrl={relay} businessId={343} authId="visitor-1" remember={false} />, root);
  }
};
