import { effect } from '@preact/signals';
import type { RefObject } from 'preact';
import { countCharacters } from '../feedback/comment.js';
import { COMMENT_MAX_UNITS } from '../feedback/limits.js';
import { plural } from '../messages/format.js';
import type { FormProps } from './form.js';
import { Alert } from './icons.js';
import { refWithCleanup } from './ref-with-cleanup.js';
import { createSignalComponent } from './signal-component.js';

/** Shows the comment's text area, and how many characters are left when they are few. */
export const CommentField = createSignalComponent(
  ({ form: { model, messages, locale, commentMaxLength, isFirstRender } }: FormProps, counter) => {
    const comment = model.comment.value;
    const left = charactersLeft(comment, commentMaxLength);
    const few = Math.min(100, commentMaxLength / 5);
    // When input is refused, the number is announced again. Orca does not repeat the same text, so a no-break space makes
    // it a different one.
    const again = model.refusedInputs.value % 2 ? '\u00a0' : '';
    const count = left <= few && plural(messages.charactersLeft, left, locale) + again;

    const updateComment = (event: Event) => {
      const field = event.currentTarget as HTMLTextAreaElement;
      // An input method may still change its text. Apply the limit when the composition ends.
      if ((event as InputEvent).isComposing && field.value.length > commentMaxLength) return;
      const typed = field.value;
      const { text, caret } = model.setComment(typed, field.selectionEnd);
      if (typed !== text) {
        field.value = text;
        field.setSelectionRange(caret, caret);
      }
      // The number is announced when it appears, and when at most 2 are left. Set before the text changes.
      const isBetween = left <= few && charactersLeft(text, commentMaxLength) > 2;
      const live = isBetween ? 'off' : 'polite';
      if (counter.current!.getAttribute('aria-live') !== live) counter.current!.setAttribute('aria-live', live);
    };
    // The text area has no property `value`, because hydration would set it and erase what was typed before.
    const showComment = refWithCleanup((field: HTMLTextAreaElement) => {
      if (isFirstRender && field.value) model.keepEarlyAnswers({ comment: field.value });
      return effect(() => {
        if (field.value !== model.comment.value) field.value = model.comment.value;
      });
    });
    const sendOnEnter = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      const { form } = event.currentTarget as HTMLTextAreaElement;
      // A click, because a sandboxed frame without `allow-forms` submits nothing.
      form?.querySelector<HTMLElement>('[type=submit]')?.click();
    };

    return (
      <div class="hf-comment" part="comment">
        <label>
          <span key={messages.commentLabel}>{messages.commentLabel}</span>
          <textarea
            name="comment"
            rows={3}
            dir="auto"
            ref={showComment}
            readOnly={model.status.value === 'sending'}
            onInput={updateComment}
            onCompositionEnd={updateComment}
            onKeyDown={sendOnEnter}
          />
        </label>
        <p
          ref={counter as RefObject<HTMLParagraphElement | null>}
          class={left > 0 ? 'hf-counter' : 'hf-counter hf-missing'}
          part={left > few ? undefined : 'counter'}
          aria-live="polite"
        >
          {/* Hidden until nothing is left. If it were inserted with the last number, Orca in Firefox would not always read the
              number. */}
          {left <= few && <Alert />}
          {count && <span key={count}>{count}</span>}
        </p>
      </div>
    );
  },
);

function charactersLeft(comment: string, maxLength: number): number {
  // Counting characters is slow, and a character has at least one UTF-16 unit: skip it while the comment is short.
  if (comment.length <= maxLength / 2 && comment.length <= COMMENT_MAX_UNITS / 2) return maxLength - comment.length;
  return Math.min(maxLength - countCharacters(comment), COMMENT_MAX_UNITS - comment.length);
}
