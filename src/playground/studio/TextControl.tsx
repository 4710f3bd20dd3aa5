import { ValidatedInput } from '../components/ValidatedInput.js';
import { TEXTS, type TextName } from '../settings/settings.js';
import { settings, updateSettings } from '../settings/settings-store.js';
import { optionId } from './option-id.js';

/** The props of `TextControl`. */
export interface TextControlProps {
  name: TextName;
  label: string;
  /** Explains the option in one line. */
  hint: string;
  /** Tells what to enter; shown below an invalid text. */
  correction: string;
  inputMode: 'url' | 'numeric' | 'text';
}

/** Sets an option that is typed, and explains it. */
export function TextControl({ name, label, hint, correction, inputMode }: TextControlProps) {
  const id = optionId(name);
  return (
    <div class="control">
      <label for={id}>{label}</label>
      <ValidatedInput
        id={id}
        value={settings.value[name]}
        isValid={TEXTS[name]}
        correction={correction}
        hintId={`${id}-hint`}
        onChange={(text) => updateSettings({ [name]: text })}
        attributes={{ inputMode }}
      />
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
