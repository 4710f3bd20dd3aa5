import type { RefObject } from 'preact';
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
    // hydration has set the focus already.
    if (event.isTrusted && !hasFocusWithin(element.current))
      element.current?.querySelector<HTMLElement>('[type=submit]')?.focus();
    const question = model.submit();
    const input = element.current?.querySelector<HTMLElement>(`[name=${question}]`);
    // Put in anew, the star is a new object for Firefox. Else Orca would read the text that an answer is missing twice: with
    // the star, and as the change of a description that it has read before.
    if (question === 'rating') input?.replaceWith(input);
    // Wait until that text is in the accessibility tree, so that a screen reader reads it with the focused input. In
    // Chromium, text that appears right after the focus is read twice.
    if (question) setTimeout(() => input?.focus());
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
      // A dialog has the title for its name already. A form without a name is no landmark, so nothing else is lost.
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
