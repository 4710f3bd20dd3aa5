import { design, updateTheme } from '../design/design-state.js';
import { SHADOW_NAMES, SHADOWS } from '../design/theme.js';
import { SelectControl } from '../parts/SelectControl.js';

const CHOICES = SHADOW_NAMES.map((value) => ({ value, label: SHADOWS[value].label }));

/** How far the form seems to lie above the page. */
export function ShadowControl() {
  return (
    <SelectControl
      label={
        <>
          Shadow <code>--hf-shadow</code>
        </>
      }
      choices={CHOICES}
      value={design.value.theme.shadow ?? 'soft'}
      onChoose={(shadow) => updateTheme({ shadow })}
    />
  );
}
