import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { SelectControl } from '../components/SelectControl.js';
import { ValidatedInput } from '../components/ValidatedInput.js';
import { settings, updateTheme } from '../settings/settings-store.js';
import { FONTS, isFont } from '../settings/theme.js';
import { VariableLabel } from './VariableLabel.js';

const CUSTOM = 'custom';
const CHOICES = [
  ...Object.entries(FONTS).map(([value, { label }]) => ({ value, label })),
  { value: CUSTOM, label: 'Custom' },
];

/** Sets the font, to one of the font stacks or to font families that the visitor types. */
export function FontControl() {
  const isCustom = useSignal(false);
  const css = settings.value.theme.font ?? FONTS.system.css;
  const known = Object.entries(FONTS).find(([, font]) => font.css === css)?.[0];
  const choice = isCustom.value || !known ? CUSTOM : known;
  return (
    <>
      <SelectControl
        label={<VariableLabel label="Font" name="font" />}
        choices={CHOICES}
        value={choice}
        onChoose={(name) => {
          isCustom.value = name === CUSTOM;
          if (name !== CUSTOM) updateTheme({ font: FONTS[name as keyof typeof FONTS].css });
        }}
      />
      {choice === CUSTOM && <CustomFont css={css} />}
    </>
  );
}

function CustomFont({ css }: { css: string }) {
  const id = useId();
  return (
    <div class="control">
      <label for={id}>Font families, as in CSS</label>
      <ValidatedInput
        id={id}
        value={css}
        isValid={isFont}
        correction="Enter font names with commas between them, for example Inter, sans-serif."
        onChange={(font) => updateTheme({ font })}
      />
    </div>
  );
}
