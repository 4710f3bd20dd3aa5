import { useId } from 'preact/hooks';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  /** What it means, in a few words. */
  hint?: string | undefined;
}

export interface ChoiceGroupProps<Value extends string> {
  legend: string;
  /** `list`: one below the other, with hints; `bar`: side by side. */
  look: 'list' | 'bar';
  choices: readonly Choice<Value>[];
  value: Value;
  onChoose: (value: Value) => void;
  /** True where the heading above says it already; the legend is then for assistive technology alone. */
  isLegendHidden?: boolean | undefined;
}

/** One of a few, as native radio inputs. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const { legend, look, choices, value, onChoose, isLegendHidden } = props;
  const id = useId();
  return (
    <fieldset class={`choices choices-${look}`}>
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
