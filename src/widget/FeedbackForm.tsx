import type { RefObject } from 'preact';
import type { Question } from '../feedback/model.js';
import { CommentField } from './CommentField.js';
import type { FormProps } from './form.js';
import { ProblemNotice } from './ProblemNotice.js';
import { RatingField } from './RatingField.js';
import { ResolvedField } from './ResolvedField.js';
import { SubmitButton } from './SubmitButton.js';
import { createSignalComponent } from './signal-component.js';
import { Thanks } from './Thanks.js';

/** Shows the whole form; after success the thanks replace it. */
export const FeedbackForm = createSignalComponent(({ form }: FormProps, element) => {
  const { model, messages, headingLevel = 2, id, isInDialog } = form;
  const Title = `h${headingLevel}` as 'h2';
  const status = model.status.value;
  const titleId = `${id}-title`;

  if (status === 'sent' || status === 'shared') {
    // The form is still in the page here. If the visitor has gone elsewhere, the focus stays there.
    return <Thanks form={form} takesFocus={hasFocusWithin(element.current)} height={element.current?.offsetHeight} />;
  }

  const submit = (event: Event) => {
    event.preventDefault();
    // Safari does not focus a clicked button. The thanks take the focus only from inside the form. A press from before
    // hydration is repeated by a script, and the focus is set already.
    if (event.isTrusted && !hasFocusWithin(element.current))
      element.current?.querySelector<HTMLElement>('[type=submit]')?.focus();
    const question = model.submit();
    if (question) focusUnanswered(element.current!, question);
  };

  // Sandboxed frames without `allow-forms` fire no `submit`, so the click is used; Enter in a field clicks the button, too.
  const submitOnClick = (event: Event) => {
    if ((event.target as Element).closest('[type=submit]')) submit(event);
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a key that sends clicks the button
    <form
      ref={element as RefObject<HTMLFormElement | null>}
      class="hf-form"
      part="form"
      noValidate
      // Outside a dialog this submits nothing. Without it, a press before hydration would load the page with the answers
      // in its address.
      method="dialog"
      // A dialog has the title as its name already. A form without a name is no landmark, so nothing else is lost.
      role={isInDialog ? 'none' : undefined}
      aria-labelledby={isInDialog ? undefined : titleId}
      onSubmit={submit}
      onClick={submitOnClick}
      onFocusIn={model.prepareToSend}
      onPointerDown={model.prepareToSend}
    >
      {/* Keys replace elements whose text changes, because a page translator puts its own nodes in place of texts. */}
      <Title key={messages.title} class="hf-title" part="title" id={titleId}>
        {messages.title}
      </Title>
      <RatingField form={form} />
      <ResolvedField form={form} />
      <CommentField form={form} />
      <ProblemNotice form={form} />
      <SubmitButton form={form} />
    </form>
  );
});

function hasFocusWithin(element: Element | null): boolean {
  return !!element?.contains((element.getRootNode() as Document | ShadowRoot).activeElement);
}

/** Moves the focus to a question that the visitor has left out, so that a screen reader reads once what is missing. */
function focusUnanswered(form: HTMLElement, question: Question) {
  const input = form.querySelector<HTMLElement>(`[name=${question}]`)!;
  // The star's description has changed since Orca read it. Firefox reports the change together with the focus, so Orca
  // would read the description twice. An input that is inserted again is a new object for both. Yes and no had no
  // description before, and would lose their names by this.
  if (question === 'rating') input.replaceWith(input);
  // Wait until the text is in the accessibility tree. In Chromium, text that appears right after the focus is read twice.
  setTimeout(() => input.focus());
}
