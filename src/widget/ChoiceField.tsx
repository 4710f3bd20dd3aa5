import { effect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Question } from '../feedback/model.js';
import type { FormProps } from './form.js';
import { view } from './view.js';

export interface ChoiceFieldProps extends FormProps {
  question: Question;
  label: string;
  /** Said next to the field when the visitor sends without an answer. */
  missing: string;
  children: ComponentChildren;
}

/** A question with radio inputs for an answer, and what is missing next to it. */
export const ChoiceField = view(({ form: { model, id }, question, label, missing, children }: ChoiceFieldProps) => {
  const missingId = `${id}-${question}`;
  const isMissing = model.missing.value.includes(question);
  // A change while a submission is under way would be lost with the form.
  const hold = (event: Event) => {
    if (model.status.peek() === 'sending') event.preventDefault();
  };
  // A press is to be seen in the next frame, on a slow phone, too: nothing is rendered for it.
  const showAnswer = (choices: HTMLElement | null) =>
    effect(() => {
      const answer = model[question].value;
      for (const input of choices!.querySelectorAll('input')) {
        input.checked = input.value === String(answer);
        // A number lights all up to it.
        input.parentElement!.classList.toggle('hf-lit', +input.value <= +answer!);
      }
    });
  return (
    <fieldset class={`hf-${question}`} part={question} aria-describedby={isMissing ? missingId : undefined}>
      <legend>{label}</legend>
      <div class="hf-choices" onClickCapture={hold} ref={showAnswer}>
        {children}
      </div>
      {isMissing && (
        <p class="hf-missing" id={missingId}>
          {missing}
        </p>
      )}
    </fieldset>
  );
});
