import { effect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Question } from '../feedback/model.js';
import type { FormProps } from './form.js';
import { createSignalComponent } from './signal-component.js';

export interface ChoiceFieldProps extends FormProps {
  question: Question;
  label: string;
  /** The text that appears when the visitor sends without an answer. */
  missing: string;
  /** The radio inputs, each in its label. */
  children: ComponentChildren;
}

/** Shows a question that is answered by radio inputs, and below it the text that an answer is missing. */
export const ChoiceField = createSignalComponent(
  ({ form: { model, id }, question, label, missing, children }: ChoiceFieldProps) => {
    const missingId = `${id}-${question}`;
    const isMissing = model.missing.value.includes(question);
    // The form disappears when the submission succeeds. A change made meanwhile would be lost.
    const blockWhileSending = (event: Event) => {
      if (model.status.peek() === 'sending') event.preventDefault();
    };
    // Updates the inputs without rendering, so that a press shows in the next frame on a slow phone too.
    const showAnswer = (choices: HTMLElement | null) =>
      effect(() => {
        const answer = model[question].value;
        for (const input of choices!.querySelectorAll('input')) {
          input.checked = input.value === String(answer);
          // A rating of 3 lights the first three stars. `true` and `false` light nothing.
          input.parentElement!.classList.toggle('hf-lit', +input.value <= +answer!);
        }
      });
    return (
      <fieldset class={`hf-${question}`} part={question} aria-describedby={isMissing ? missingId : undefined}>
        <legend>{label}</legend>
        <div class="hf-choices" onClickCapture={blockWhileSending} ref={showAnswer}>
          {children}
        </div>
        {isMissing && (
          <p class="hf-missing" id={missingId}>
            {missing}
          </p>
        )}
      </fieldset>
    );
  },
);
