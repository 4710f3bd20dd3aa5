import { useId } from 'preact/hooks';
import { ValidatedInput } from '../components/ValidatedInput.js';
import { overridePreviewOnFocus } from '../settings/preview-override.js';
import { settings, updateTheme } from '../settings/settings-store.js';
import { DIMENSIONS, type DimensionName, dimensionOf } from '../settings/theme.js';
import { VariableLabel } from './VariableLabel.js';

/** Sets a numeric variable: by a slider if it has a unit, otherwise as text. */
export function DimensionControl({ name }: { name: DimensionName }) {
  const id = useId();
  const { label, min, max, step, unit, preview } = DIMENSIONS[name];
  const value = dimensionOf(settings.value.theme, name);
  const setDimension = (text: string) =>
    updateTheme({ dimensions: { ...settings.peek().theme.dimensions, [name]: Number(text) } });
  return (
    <div class="control" {...overridePreviewOnFocus(preview)}>
      <label for={id}>
        <VariableLabel label={label} name={name} />
      </label>
      {unit ? (
        <div class="slider">
          <input
            id={id}
            type="range"
            {...{ min, max, step, value }}
            aria-valuetext={`${value} ${unit}`}
            onInput={(event) => setDimension(event.currentTarget.value)}
          />
          <output for={id}>
            {value} {unit}
          </output>
        </div>
      ) : (
        <ValidatedInput
          id={id}
          value={String(value)}
          isValid={(text) => text !== '' && Number(text) >= min && Number(text) <= max}
          correction={`Enter a number from ${min} to ${max}.`}
          onChange={setDimension}
          attributes={{ type: 'number', min, max, step }}
        />
      )}
    </div>
  );
}
