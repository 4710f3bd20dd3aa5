import { useId, useRef } from 'preact/hooks';
import type { Model } from '../feedback/model.js';
import { CommentField } from './CommentField.js';
import { Outcome } from './Outcome.js';
import { ProblemNotice } from './ProblemNotice.js';
import { RatingField } from './RatingField.js';
import { ResolvedField } from './ResolvedField.js';
import { SubmitButton } from './SubmitButton.js';
import type { Texts } from './texts.js';

export interface FeedbackFormProps {
  model: Model;
  texts: Texts;
  /** In characters as a person counts them. */
  commentMaxLength: number;
}

/** The whole of what a visitor sees: the questions, and in their place the thanks. */
export function FeedbackForm({ model, texts, commentMaxLength }: FeedbackFormProps) {
  const status = model.status.value;
  const form = useRef<HTMLFormElement>(null);
  const titleId = useId();

  if (status === 'sent' || status === 'shared') {
    // Asked before the form is gone; what the visitor has turned to since keeps the focus.
    return <Outcome model={model} texts={texts} takesFocus={holdsFocus(form.current)} />;
  }

  const submit = (event: Event) => {
    event.preventDefault();
    // Safari gives a button that is clicked no focus; the thanks are to take it from somewhere.
    if (!holdsFocus(form.current)) (event as SubmitEvent).submitter?.focus();
    const question = model.submit();
    // The description of the question is rendered first, so that it is read out with the focus.
    if (question) queueMicrotask(() => form.current?.querySelector<HTMLElement>(`[name=${question}]`)?.focus());
  };

  return (
    <form
      ref={form}
      class="hf-form"
      part="form"
      noValidate
      aria-labelledby={titleId}
      onSubmit={submit}
      onFocusIn={model.touch}
      onPointerDown={model.touch}
    >
      <h2 class="hf-title" part="title" id={titleId}>
        {texts.messages.title}
      </h2>
      <RatingField model={model} texts={texts} />
      <ResolvedField model={model} texts={texts} />
      <CommentField model={model} texts={texts} maxLength={commentMaxLength} />
      <ProblemNotice model={model} texts={texts} />
      <SubmitButton model={model} texts={texts} />
    </form>
  );
}

function holdsFocus(form: HTMLFormElement | null): boolean {
  return !!form?.contains((form.getRootNode() as Document | ShadowRoot).activeElement);
}
