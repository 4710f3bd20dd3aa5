import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { announce } from '../components/announce.js';
import { ValidatedInput } from '../components/ValidatedInput.js';
import { updateTheme } from '../settings/settings-store.js';
import { createPalette } from './palette.js';
import { parseColor } from './parse-color.js';

/** Makes all colours from one brand colour, with enough contrast in light and dark. */
export function BrandColor() {
  const id = useId();
  const brand = useSignal('#0066cc');
  const applyPalette = () => {
    updateTheme({ colors: createPalette(brand.value) });
    announce('All colours are made from the brand colour.');
  };
  return (
    <div class="control brand">
      <label for={id}>Your brand’s colour</label>
      <div class="brand-fields">
        <input
          type="color"
          value={brand.value}
          aria-label="Brand colour: pick"
          onInput={(event) => {
            brand.value = event.currentTarget.value;
          }}
        />
        <ValidatedInput
          id={id}
          value={brand.value}
          isValid={(text) => parseColor(text) !== undefined}
          correction="Enter a CSS colour, for example #0066cc or teal."
          onChange={(text) => {
            brand.value = parseColor(text)!;
          }}
        />
        <button type="button" class="button" onClick={applyPalette}>
          Make the palette
        </button>
      </div>
      <p class="hint">Gives every colour, light and dark, with a contrast of 7:1 for text.</p>
    </div>
  );
}
