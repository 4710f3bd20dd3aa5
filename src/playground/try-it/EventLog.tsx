import { useEffect, useState } from 'preact/hooks';
import type { HaptikFeedbackElement } from '../parts/element.js';
import { Time } from './Time.js';

const EVENTS = ['feedback-open', 'feedback-close', 'feedback-submit', 'feedback-success', 'feedback-error'];
const ENTRIES_MAX = 100;

interface Entry {
  id: number;
  at: string;
  type: string;
  detail: unknown;
}

/** The events that the element fires for the page around it, newest first. */
export function EventLog({ element }: { element: HaptikFeedbackElement }) {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  useEffect(() => {
    const add = ({ type, detail }: CustomEvent) => {
      setEntries((before) => {
        const id = (before[0]?.id ?? 0) + 1;
        return [{ id, at: new Date().toISOString(), type, detail }, ...before].slice(0, ENTRIES_MAX);
      });
    };
    for (const type of EVENTS) element.addEventListener(type, add as EventListener);
    return () => {
      for (const type of EVENTS) element.removeEventListener(type, add as EventListener);
    };
  }, [element]);

  return (
    <section class="card events" aria-labelledby="events-heading">
      <h2 id="events-heading">What your page hears</h2>
      {entries.length === 0 && <p class="hint">The element’s events appear here.</p>}
      {/* What scrolls must be within reach of the keyboard. */}
      <div
        class="entries"
        role="log"
        aria-labelledby="events-heading"
        aria-live="off"
        tabIndex={entries.length > 0 ? 0 : undefined}
      >
        <ol reversed>
          {entries.map(({ id, at, type, detail }) => (
            <li key={id}>
              <p class="entry-head">
                <Time at={at} />
                <strong>{type}</strong>
              </p>
              {detail != null && <code>{JSON.stringify(detail)}</code>}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
