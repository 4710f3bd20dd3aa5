import { settings } from '../settings/settings-store.js';
import { COLOR_NAMES, DIMENSION_NAMES } from '../settings/theme.js';
import { BrandColor } from './BrandColor.js';
import { ColorControl } from './ColorControl.js';
import { DimensionControl } from './DimensionControl.js';
import { FontControl } from './FontControl.js';
import { ShadowControl } from './ShadowControl.js';

/** Shows a control for each CSS variable of the widget. */
export function ThemeControls() {
  const { scheme } = settings.value;
  return (
    <section class="card" aria-labelledby="theme-heading">
      <h2 id="theme-heading">Theme</h2>
      <BrandColor />
      <details class="group" open>
        <summary>
          <h3>Colours, {scheme}</h3>
        </summary>
        <p class="hint">Choose “Light” or “Dark” above the preview to change the other colours.</p>
        <div class="controls">
          {COLOR_NAMES.map((name) => (
            <ColorControl key={`${name} ${scheme}`} name={name} scheme={scheme} />
          ))}
        </div>
      </details>
      <details class="group" open>
        <summary>
          <h3>Shape and type</h3>
        </summary>
        <div class="controls">
          <FontControl />
          {DIMENSION_NAMES.map((name) => (
            <DimensionControl key={name} name={name} />
          ))}
          <ShadowControl />
        </div>
      </details>
    </section>
  );
}
