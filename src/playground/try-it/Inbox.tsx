import type { Demo, Received } from './demo.js';
import { Time } from './Time.js';

/** What Haptik received, newest first, as it arrives. */
export function Inbox({ demo }: { demo: Demo }) {
  const received = demo.received.value.toReversed();
  const isLost = demo.connection.value === 'connecting';
  return (
    <section class="card inbox" aria-labelledby="inbox-heading">
      <h2 id="inbox-heading">What Haptik received</h2>
      <p class="hint" role="status">
        {isLost ? 'Waiting for the relay…' : received.length === 0 && 'Nothing yet. Send some feedback.'}
      </p>
      {/* What scrolls must be within reach of the keyboard. */}
      <div
        class="entries"
        role="log"
        aria-labelledby="inbox-heading"
        aria-live="polite"
        tabIndex={received.length > 0 ? 0 : undefined}
      >
        <ol reversed>
          {received.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function Entry({ entry: { at, status, body } }: { entry: Received }) {
  return (
    <li>
      <p class="entry-head">
        <Time at={at} />
        <span class={`badge badge-${status < 300 ? 'good' : 'bad'}`}>answered {status}</span>
      </p>
      <code>{typeof body === 'string' ? body : JSON.stringify(body)}</code>
    </li>
  );
}
