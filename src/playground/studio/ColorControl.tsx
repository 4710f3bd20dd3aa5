import { useId } from 'preact/hooks';
import { overridePreviewOnFocus } from '../settings/preview-override.js';
import { settings, updateTheme } from '../settings/settings-store.js';
import { COLORS, type ColorName, type ColorScheme, colorOf } from '../settings/theme.js';
import { ValidatedInput } from './ValidatedInput.js';
import { VariableLabel } from './VariableLabel.js';

/** Sets a colour for one colour scheme, by a colour picker or as text. */
export function ColorControl({ name, scheme }: { name: ColorName; scheme: ColorScheme }) {
  const id = useId();
  const color = colorOf(settings.value.theme, name)[scheme];
  const { label, preview } = COLORS[name];
  return (
    <div class="control control-color" {...overridePreviewOnFocus(preview)}>
      <label for={id}>
        <VariableLabel label={label} name={name} />
      </label>
      <input
        type="color"
        value={color}
        aria-label={`${label}: pick`}
        onInput={(event) => setColor(name, scheme, event.currentTarget.value)}
      />
      <ValidatedInput
        id={id}
        value={color}
        isValid={(text) => parseColor(text) !== undefined}
        correction="Enter six hexadecimal digits, for example #3d3a9e."
        onChange={(text) => setColor(name, scheme, parseColor(text)!)}
      />
    </div>
  );
}

function setColor(name: ColorName, scheme: ColorScheme, color: string) {
  const { theme } = settings.peek();
  const pair = { ...colorOf(theme, name), [scheme]: color.toLowerCase() };
  updateTheme({ colors: { ...theme.colors, [name]: pair } });
}

/** Reads six or three hexadecimal digits, with or without `#`. */
function parseColor(text: string): string | undefined {
  const digits = /^\s*#?([\da-f]{6}|[\da-f]{3})\s*$/i.exec(text)?.[1];
  if (!digits) return undefined;
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
}
