import { HaptikFeedback } from 'haptik-feedback-widget/react';

// A server component: it renders the client component, as the documentation tells.
export default function Page() {
  return (
    <main>
      <HaptikFeedback relayUrl="/feedback" businessId={343} authId="visitor-1" messages={{ title: 'From the app' }} />
    </main>
  );
}
