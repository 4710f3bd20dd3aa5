import { effect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Question } from '../feedback/model.js';
import type { Form, FormProps } from './form.js';
import { Alert } from './icons.js';
import { refWithCleanup } from './ref-with-cleanup.js';
import { createSignalComponent } from './signal-component.js';

/**
 * Returns the id of the text that an answer is missing, while it is shown; each radio refers to it.
 *
 * A screen reader reads the description of the control that has the focus. Orca never reads that of the group around it.
 * Source: technique ARIA1 of WCAG, which describes the control itself.
 */
export function missingTextId({ model, id }: Form, question: Question): string | undefined {
  return model.missing.value.includes(question) ? `${id}-${question}` : undefined;
}

export interface ChoiceFieldProps extends FormProps {
  question: Question;
  label: string;
  /** The text that appears when the visitor sends without an answer. */
  missing: string;
  /** The radio inputs, each in its label. */
  children: ComponentChildren;
}

/** Shows a question that is answered by radio inputs, and below it the text that an answer is missing. */
export const ChoiceField = createSignalComponent(({ form, question, label, missing, children }: ChoiceFieldProps) => {
  const { model } = form;
  const missingId = missingTextId(form, question);
  // The form disappears when the submission succeeds. A change made meanwhile would be lost.
  const blockWhileSending = (event: Event) => {
    if (model.status.peek() === 'sending') event.preventDefault();
  };
  // Updates the inputs without rendering, so that a press shows in the next frame on a slow phone too.
  const showAnswer = refWithCleanup((choices: HTMLElement) => {
    const inputs = [...choices.querySelectorAll('input')];
    const early = form.isFirstRender && inputs.find(({ checked }) => checked);
    // The values are JSON: a number, `true` or `false`.
    if (early) model.keepEarlyAnswers({ [question]: JSON.parse(early.value) });
    return effect(() => {
      const answer = model[question].value;
      for (const input of inputs) {
        input.checked = input.value === String(answer);
        // A rating of 3 lights the first three stars. `true` and `false` light nothing.
        input.parentElement!.classList.toggle('hf-lit', +input.value <= +answer!);
      }
    });
  });
  return (
    <fieldset class={`hf-${question}${missingId ? ' hf-invalid' : ''}`} part={question}>
      <legend key={label}>{label}</legend>
      <div class="hf-choices" onClickCapture={blockWhileSending} ref={showAnswer}>
        {children}
      </div>
      {missingId && (
        <p key={missing} class="hf-missing" id={missingId}>
          <Alert />
          {missing}
        </p>
      )}
    </fieldset>
  );
});
