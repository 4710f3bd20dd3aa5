import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Model } from '../feedback/model.js';
import type { Texts } from './texts.js';

export interface OutcomeProps {
  model: Model;
  texts: Texts;
  /** The form whose place this takes. */
  form: RefObject<HTMLFormElement | null>;
}

/** The thanks, in the place of the form. They take the focus that the form had, or that nothing has. */
export function Outcome({ model, texts: { messages }, form }: OutcomeProps) {
  const notice = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(holdsFocus(form.current));
  useLayoutEffect(() => {
    if (hadFocus.current) notice.current?.focus();
  }, []);
  return (
    <div ref={notice} class="hf-notice hf-outcome" part="notice" role="status" tabIndex={-1}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M5 12.5l4.5 4.5L19 7.5" />
      </svg>
      {messages.sent}
    </div>
  );
}

function holdsFocus(form: HTMLFormElement | null): boolean {
  if (!form) return false;
  const { activeElement } = form.getRootNode() as Document | ShadowRoot;
  return form.contains(activeElement) || form.ownerDocument.activeElement === form.ownerDocument.body;
}
