import { Register } from './register';

// A server component: the element is plain markup.
export default function Page() {
  return (
    <main>
      <haptik-feedback relayUrl="/feedback" businessId="343" authId="visitor-1" locale="en" />
      <Register />
    </main>
  );
}
