import { CopyButton } from '../components/CopyButton.js';
import { writeCurl } from './curl.js';
import type { DemoClient, Received } from './demo-client.js';
import { JsonCode } from './JsonCode.js';
import { LogCard } from './LogCard.js';

/** Shows what Haptik's stand-in received and how it answered, with the relay's log line of each request. */
export function Inbox({ demo }: { demo: DemoClient }) {
  const received = demo.received.value.toReversed();
  const isWaiting = demo.connection.value === 'connecting';
  const entries = received.map((entry) => ({
    id: entry.id,
    at: entry.at,
    title: <Badge entry={entry} />,
    data: entry.body,
    details: <RequestDetails entry={entry} relayUrl={demo.relayUrl} />,
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

function Badge({ entry }: { entry: Received }) {
  const { status } = entry;
  return <span class={`badge badge-${status < 300 ? 'good' : 'bad'}`}>{summaryOf(entry)}</span>;
}

function summaryOf({ status, body, log }: Received): string {
  if (body !== undefined) return `answered ${status}`;
  return log?.outcome === 'origin'
    ? `nothing: the relay refused the page’s origin (${status})`
    : `nothing: the relay answered ${status} by itself`;
}

/** Shows the relay's log line, and copies the request. It is not announced, because it repeats the entry above it. */
function RequestDetails({ entry: { body, log }, relayUrl }: { entry: Received; relayUrl: string }) {
  return (
    <div class="entry-way" aria-live="off">
      {log && (
        <>
          <p class="entry-head">The relay logged</p>
          <JsonCode value={log} />
        </>
      )}
      {body !== undefined && (
        <CopyButton label="Copy as curl" text={() => writeCurl(new URL(relayUrl, location.href), body)} />
      )}
    </div>
  );
}
