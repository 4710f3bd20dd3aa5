import { useSignal } from '@preact/signals';
import type { InputHTMLAttributes } from 'preact';

/** The props of `ValidatedInput`. */
export interface ValidatedInputProps {
  id: string;
  /** Shown while the visitor is not typing. */
  value: string;
  isValid: (text: string) => boolean;
  /** Tells what to enter; shown below an invalid text. */
  correction: string;
  /** Called with each valid text. */
  onChange: (text: string) => void;
  /** The id of an element that explains the input. */
  hintId?: string;
  /** More attributes of the input, for example its type. */
  attributes?: InputHTMLAttributes<HTMLInputElement>;
}

/** Lets the visitor type freely, applies each valid text and explains an invalid one. */
export function ValidatedInput(props: ValidatedInputProps) {
  const { id, value, isValid, correction, onChange, hintId, attributes } = props;
  const typed = useSignal<string | undefined>(undefined);
  const isInvalid = typed.value !== undefined && !isValid(typed.value);
  return (
    <>
      <input
        type="text"
        spellcheck={false}
        autocomplete="off"
        {...attributes}
        id={id}
        value={typed.value ?? value}
        aria-invalid={isInvalid}
        aria-describedby={isInvalid ? `${id}-correction` : hintId}
        onInput={(event) => {
          const text = event.currentTarget.value;
          typed.value = text;
          if (isValid(text)) onChange(text);
        }}
        onBlur={() => {
          typed.value = undefined;
        }}
      />
      {isInvalid && (
        <p class="bad" id={`${id}-correction`}>
          {correction}
        </p>
      )}
    </>
  );
}
