import { useId } from 'preact/hooks';

/** One choice of a `ChoiceGroup`. */
export interface Choice<Value extends string> {
  value: Value;
  label: string;
  /** Explains the choice in a few words. */
  hint?: string | undefined;
}

/** The props of `ChoiceGroup`. */
export interface ChoiceGroupProps<Value extends string> {
  legend: string;
  /** `list`: one choice a line, with hints; `bar`: side by side; `tabs`: side by side, as buttons. */
  layout: 'list' | 'bar' | 'tabs';
  choices: readonly Choice<Value>[];
  value: Value;
  onChoose: (value: Value) => void;
  /** Hides the legend visually where the heading above has the same meaning. Screen readers still announce it. */
  isLegendHidden?: boolean | undefined;
}

/** Lets the visitor choose one of a few values, with native radio inputs. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const { legend, layout, choices, value, onChoose, isLegendHidden } = props;
  const id = useId();
  return (
    <fieldset class={`choices choices-${layout}`}>
      <legend class={isLegendHidden ? 'visually-hidden' : undefined}>{legend}</legend>
      <div class="choices-items">
        {choices.map((choice) => (
          <div class="choice" key={choice.value}>
            <label>
              <input
                type="radio"
                name={id}
                value={choice.value}
                checked={choice.value === value}
                aria-describedby={choice.hint && `${id}-${choice.value}`}
                onChange={() => onChoose(choice.value)}
              />
              <span>{choice.label}</span>
            </label>
            {choice.hint && (
              <span class="hint" id={`${id}-${choice.value}`}>
                {choice.hint}
              </span>
            )}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
