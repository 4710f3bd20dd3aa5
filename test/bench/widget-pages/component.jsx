import { FeedbackWidget } from 'haptik-feedback-widget';
import { render } from 'preact';
import 'haptik-feedback-widget/style.css';

const relay = document.documentElement.dataset.relay;

render(<FeedbackWidget relayUrl={relay} businessId={343} authId="visitor-1" />, document.querySelector('#feedback'));
