import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { JsonCode } from './JsonCode.js';

/** One entry of a log. */
export interface LogEntry {
  /** Unique in its log. */
  id: number;
  /** ISO 8601. */
  at: string;
  /** What happened, in a few words. */
  title: ComponentChildren;
  /** The data of the entry. It is shown as JSON, or not at all if it is null or undefined. */
  data: unknown;
  /** Shown below the data. */
  details?: ComponentChildren;
}

/** The props of `LogCard`. */
export interface LogCardProps {
  title: string;
  /** Shown above the entries, and announced when it changes. */
  status: string | false;
  /** The newest first. */
  entries: readonly LogEntry[];
  /** Makes screen readers announce new entries. */
  isAnnounced: boolean;
}

/** Shows the entries of a log. */
export function LogCard({ title, status, entries, isAnnounced }: LogCardProps) {
  const id = useId();
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p class="hint" role="status">
        {status}
      </p>
      {/* The keyboard can only scroll an element that has the focus. */}
      <div
        class="entries"
        role="log"
        aria-labelledby={id}
        aria-live={isAnnounced ? 'polite' : 'off'}
        tabIndex={entries.length > 0 ? 0 : undefined}
      >
        <ol reversed>
          {entries.map((entry) => (
            <li key={entry.id}>
              <p class="entry-head">
                <Time at={entry.at} />
                {entry.title}
              </p>
              {entry.data != null && <JsonCode value={entry.data} />}
              {entry.details}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

function Time({ at }: { at: string }) {
  return <time dateTime={at}>{timeOfDay.format(new Date(at))}</time>;
}
