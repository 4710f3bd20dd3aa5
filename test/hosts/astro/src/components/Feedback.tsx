/** @jsxImportSource preact */
import { FeedbackWidget } from 'haptik-feedback-widget';
import 'haptik-feedback-widget/style.css';

/** The component of docs/embedding.md, as an island of the page. */
export function Feedback() {
  return <FeedbackWidget relayUrl="/feedback" businessId={343} authId="visitor-1" />;
}
