import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Model } from '../feedback/model.js';
import { withTime } from '../messages/format.js';
import type { Texts } from './texts.js';

export interface OutcomeProps {
  model: Model;
  texts: Texts;
  /** Whether the form, whose place this takes, had the focus. */
  takesFocus: boolean;
}

/** The thanks, or that they were said before, in the place of the form. */
export function Outcome({ model, texts: { messages, locale }, takesFocus }: OutcomeProps) {
  const notice = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) notice.current?.focus();
  }, [takesFocus]);
  return (
    <div ref={notice} class="hf-notice hf-outcome" part="notice" role="status" tabIndex={-1}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M5 12.5l4.5 4.5L19 7.5" />
      </svg>
      {model.status.value === 'shared' ? withTime(messages.shared, model.sharedUntil.value, locale) : messages.sent}
    </div>
  );
}
