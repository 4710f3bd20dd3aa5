import type { RefObject } from 'preact';
import { CommentField } from './CommentField.js';
import type { FormProps } from './form.js';
import { Outcome } from './Outcome.js';
import { ProblemNotice } from './ProblemNotice.js';
import { RatingField } from './RatingField.js';
import { ResolvedField } from './ResolvedField.js';
import { SubmitButton } from './SubmitButton.js';
import { view } from './view.js';

/** The whole of what a visitor sees: the questions, and in their place the thanks. */
export const FeedbackForm = view(({ form }: FormProps, element) => {
  const { model, messages, id } = form;
  const status = model.status.value;
  const titleId = `${id}-title`;

  if (status === 'sent' || status === 'shared') {
    // Asked before the form is gone; what the visitor has turned to since keeps the focus.
    return <Outcome form={form} takesFocus={holdsFocus(element.current)} />;
  }

  const submit = (event: Event) => {
    event.preventDefault();
    // Safari gives a button that is clicked no focus; the thanks are to take it from somewhere.
    if (!holdsFocus(element.current)) (event as SubmitEvent).submitter?.focus();
    const question = model.submit();
    // The description of the question is rendered first, so that it is read out with the focus.
    if (question) queueMicrotask(() => element.current?.querySelector<HTMLElement>(`[name=${question}]`)?.focus());
  };

  return (
    <form
      ref={element as RefObject<HTMLFormElement | null>}
      class="hf-form"
      part="form"
      noValidate
      aria-labelledby={titleId}
      onSubmit={submit}
      onFocusIn={model.prepareToSend}
      onPointerDown={model.prepareToSend}
    >
      <h2 class="hf-title" part="title" id={titleId}>
        {messages.title}
      </h2>
      <RatingField form={form} />
      <ResolvedField form={form} />
      <CommentField form={form} />
      <ProblemNotice form={form} />
      <SubmitButton form={form} />
    </form>
  );
});

function holdsFocus(element: Element | null): boolean {
  return !!element?.contains((element.getRootNode() as Document | ShadowRoot).activeElement);
}
