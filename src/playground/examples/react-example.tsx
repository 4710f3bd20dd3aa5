/** @jsxImportSource react */
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { HaptikFeedback } from '../../embed/package/react.js';

function App() {
  const [rating, setRating] = useState<number>();
  return (
    <>
      <h1>React</h1>
      <p role="status">{rating && `You gave ${rating} of 5 stars.`}</p>
      <HaptikFeedback
        relayUrl="/feedback"
        businessId={343}
        authId="demo-user"
        style={{ display: 'block', minHeight: '38em' }}
        onSuccess={({ feedback }) => setRating(feedback.rating)}
      />
    </>
  );
}

/** Renders the app. */
export function start(): void {
  createRoot(document.body.appendChild(document.createElement('div'))).render(<App />);
}
