import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { design, updateTheme } from '../design/design-state.js';
import { MEASURES, type MeasureName, measureOf } from '../design/theme.js';

/** A length as a slider; a plain number as a field. */
export function MeasureControl({ name }: { name: MeasureName }) {
  const id = useId();
  const typed = useSignal<string | undefined>(undefined);
  const { label, min, max, step, unit } = MEASURES[name];
  const value = measureOf(design.value.theme, name);

  const take = (text: string) => {
    const next = Number(text);
    if (text === '' || !(next >= min && next <= max)) return;
    updateTheme({ measures: { ...design.peek().theme.measures, [name]: next } });
  };
  return (
    <div class="control">
      <label for={id}>
        {label} <code>--hf-{name}</code>
      </label>
      {unit ? (
        <div class="slider">
          <input
            id={id}
            type="range"
            min={min}
            max={max}
            step={step}
            value={value}
            aria-valuetext={`${value} ${unit}`}
            onInput={(event) => take(event.currentTarget.value)}
          />
          <output for={id}>
            {value} {unit}
          </output>
        </div>
      ) : (
        <input
          id={id}
          type="number"
          min={min}
          max={max}
          step={step}
          value={typed.value ?? value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            take(event.currentTarget.value);
          }}
          onBlur={() => {
            typed.value = undefined;
          }}
        />
      )}
    </div>
  );
}
