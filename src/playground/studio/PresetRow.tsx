import { useId } from 'preact/hooks';
import { design, update } from '../design/design-state.js';
import { PresetSample } from './PresetSample.js';
import { PRESETS, presetOf } from './presets.js';

/** Ready-made themes to begin with. */
export function PresetRow() {
  const id = useId();
  const chosen = presetOf(design.value.theme);
  return (
    <section class="presets" aria-labelledby={id}>
      <h2 id={id}>Start with a theme</h2>
      <fieldset class="preset-row">
        <legend class="visually-hidden">Theme{!chosen && ' (now: your own)'}</legend>
        {PRESETS.map((preset) => (
          <label key={preset.name} class="preset">
            <input
              type="radio"
              name={id}
              checked={preset === chosen}
              onChange={() => update({ theme: preset.theme })}
            />
            <PresetSample theme={preset.theme} scheme={design.value.scheme} />
            <span class="preset-name">{preset.label}</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}
