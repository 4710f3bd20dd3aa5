import type { DemoClient } from './demo-client.js';
import { LogCard } from './LogCard.js';

/** Shows what Haptik's stand-in received and how it answered. */
export function Inbox({ demo }: { demo: DemoClient }) {
  const received = demo.received.value.toReversed();
  const isWaiting = demo.connection.value === 'connecting';
  const entries = received.map(({ id, at, status, body }) => ({
    id,
    at,
    title: <span class={`badge badge-${status < 300 ? 'good' : 'bad'}`}>answered {status}</span>,
    data: body,
  }));
  return (
    <LogCard
      title="What Haptik received"
      status={isWaiting ? 'Waiting for the relay…' : received.length === 0 && 'Nothing yet. Send some feedback.'}
      entries={entries}
      isAnnounced
    />
  );
}
