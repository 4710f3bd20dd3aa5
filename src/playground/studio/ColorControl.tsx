import { useId } from 'preact/hooks';
import { ValidatedInput } from '../components/ValidatedInput.js';
import { overridePreviewOnFocus } from '../settings/preview-override.js';
import { settings, updateTheme } from '../settings/settings-store.js';
import { COLORS, type ColorName, type ColorScheme, colorOf } from '../settings/theme.js';
import { formatRatio, rateContrast, weakestContrast } from './contrast.js';
import { parseColor } from './parse-color.js';
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
        correction="Enter a CSS colour, for example #3d3a9e or rebeccapurple."
        onChange={(text) => setColor(name, scheme, parseColor(text)!)}
      />
      <Contrast name={name} scheme={scheme} />
    </div>
  );
}

/** Shows the weakest contrast that the colour is part of. */
function Contrast({ name, scheme }: { name: ColorName; scheme: ColorScheme }) {
  const weakest = weakestContrast(settings.value.theme, name, scheme);
  if (!weakest) return null;
  const { isGood, text } = rateContrast(weakest.ratio[scheme], weakest.isText);
  return (
    <p class={`control-contrast ${isGood ? '' : 'bad'}`}>
      {formatRatio(weakest.ratio[scheme])} {isGood ? '✓' : text}
      <span class="visually-hidden"> contrast: {weakest.label}</span>
    </p>
  );
}

function setColor(name: ColorName, scheme: ColorScheme, color: string) {
  const { theme } = settings.peek();
  const pair = { ...colorOf(theme, name), [scheme]: color };
  updateTheme({ colors: { ...theme.colors, [name]: pair } });
}
