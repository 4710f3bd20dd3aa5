/** @jsxImportSource react */
import 'haptik-feedback-widget/element';
import { createRoot } from 'react-dom/client';

createRoot(document.getElementById('app')!).render(
  <haptik-feedback relayUrl="/feedback" businessId={343} authId="visitor-1" />,
);
