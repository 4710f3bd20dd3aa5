import { design } from '../design/design-state.js';
import { COLOR_NAMES, MEASURE_NAMES } from '../design/theme.js';
import { ColorControl } from './ColorControl.js';
import { FontControl } from './FontControl.js';
import { MeasureControl } from './MeasureControl.js';
import { ShadowControl } from './ShadowControl.js';

/** Every CSS variable of the widget, each as a control of its kind. */
export function ThemeControls() {
  const { scheme } = design.value;
  return (
    <section class="card" aria-labelledby="theme-heading">
      <h2 id="theme-heading">Make it yours</h2>
      <details class="group" open>
        <summary>
          <h3>Colours, {scheme}</h3>
        </summary>
        <p class="hint">The preview’s “Light” and “Dark” choose which ones you change.</p>
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
          {MEASURE_NAMES.map((name) => (
            <MeasureControl key={name} name={name} />
          ))}
          <ShadowControl />
        </div>
      </details>
    </section>
  );
}
