import { useId } from 'preact/hooks';
import { settings, updateSettings } from '../settings/settings-store.js';
import { PresetSample } from './PresetSample.js';
import { findPreset, PRESETS } from './presets.js';

/** Lets the visitor choose a theme to start with. */
export function PresetRow() {
  const id = useId();
  const chosen = findPreset(settings.value.theme);
  return (
    <section class="presets" aria-labelledby={id}>
      <h2 id={id}>Start with a theme</h2>
      <fieldset class="preset-row">
        <legend class="visually-hidden">Theme{!chosen && ' (currently custom)'}</legend>
        {PRESETS.map((preset) => (
          <label key={preset.name} class="preset">
            <input
              type="radio"
              name={id}
              checked={preset === chosen}
              onChange={() => updateSettings({ theme: preset.theme })}
            />
            <PresetSample theme={preset.theme} scheme={settings.value.scheme} />
            <span class="preset-name">{preset.label}</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}
