import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** The props of `SelectControl`. */
export interface SelectControlProps<Value extends string> {
  label: ComponentChildren;
  choices: readonly { value: Value; label: string; group?: string | undefined }[];
  value: Value;
  onChoose: (value: Value) => void;
  /** Explains the choice in one line. */
  hint?: string | undefined;
}

/** Lets the visitor choose one of many values, with a native select. */
export function SelectControl<Value extends string>({
  label,
  choices,
  value,
  onChoose,
  hint,
}: SelectControlProps<Value>) {
  const id = useId();
  const groups = [...new Set(choices.map(({ group }) => group))];
  const options = (group: string | undefined) =>
    choices
      .filter((choice) => choice.group === group)
      .map((choice) => (
        <option key={choice.value} value={choice.value} selected={choice.value === value}>
          {choice.label}
        </option>
      ));
  return (
    <div class="control">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-describedby={hint && `${id}-hint`}
        onChange={(event) => onChoose(event.currentTarget.value as Value)}
      >
        {groups.map((group) =>
          group ? (
            <optgroup key={group} label={group}>
              {options(group)}
            </optgroup>
          ) : (
            options(group)
          ),
        )}
      </select>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
