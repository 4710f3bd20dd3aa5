import { useEffect, useState } from 'preact/hooks';
import type { HaptikFeedbackElement } from '../components/create-detached-element.js';
import { LogCard, type LogEntry } from './LogCard.js';

const EVENTS = [
  'feedback-ask',
  'feedback-shown',
  'feedback-dismiss',
  'feedback-open',
  'feedback-close',
  'feedback-submit',
  'feedback-success',
  'feedback-error',
];
const ENTRIES_MAX = 100;

/** Shows the events that the element fires. */
export function EventLog({ element }: { element: HaptikFeedbackElement }) {
  const [entries, setEntries] = useState<readonly LogEntry[]>([]);
  useEffect(() => {
    const addEntry = ({ type, detail }: CustomEvent) => {
      setEntries((earlier) => {
        const id = (earlier[0]?.id ?? 0) + 1;
        const entry = { id, at: new Date().toISOString(), title: <strong>{type}</strong>, data: detail };
        return [entry, ...earlier].slice(0, ENTRIES_MAX);
      });
    };
    for (const type of EVENTS) element.addEventListener(type, addEntry as EventListener);
    return () => {
      for (const type of EVENTS) element.removeEventListener(type, addEntry as EventListener);
    };
  }, [element]);

  // The log is not announced, because a screen reader should read the form beside it.
  return (
    <LogCard
      title="Events on your page"
      status={entries.length === 0 && 'The element’s events appear here.'}
      entries={entries}
      isAnnounced={false}
    />
  );
}
