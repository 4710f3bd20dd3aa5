import { FeedbackWidget } from 'haptik-feedback-widget';
import { render } from 'preact';
import 'haptik-feedback-widget/style.css';

const relay = document.documentElement.dataset.relay;
const place = document.querySelector('#feedback');

/** Shows so many forms in the place of what was there; each is a root of its own, as a page's parts would be. */
window.show = (count) => {
  for (const root of place.children) render(null, root);
  place.replaceChildren();
  for (let index = 0; index < count; index++) {
    const root = document.createElement('div');
    place.append(root);
    render(<FeedbackWidget relayUrl={relay} businessId={343} authId="visitor-1" remember={false} />, root);
  }
};
