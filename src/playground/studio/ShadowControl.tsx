import { SelectControl } from '../components/SelectControl.js';
import { settings, updateTheme } from '../settings/settings-store.js';
import { SHADOW_NAMES, SHADOWS } from '../settings/theme.js';
import { VariableLabel } from './VariableLabel.js';

const CHOICES = SHADOW_NAMES.map((value) => ({ value, label: SHADOWS[value].label }));

/** Sets the shadow of the form. */
export function ShadowControl() {
  return (
    <SelectControl
      label={<VariableLabel label="Shadow" name="shadow" />}
      choices={CHOICES}
      value={settings.value.theme.shadow ?? 'soft'}
      onChoose={(shadow) => updateTheme({ shadow })}
    />
  );
}
