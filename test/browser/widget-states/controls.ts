import { controlNames } from './accessibility-tree.js';
import type { Stage } from './stage.js';

/** A control as voice input and touch find it. */
interface Control {
  name: string;
  /** The visible words on it or beside it. Empty for a control with only an icon, for example a star. */
  words: string;
  /** The shorter side of the area that can be pressed, in CSS pixels; a radio input's area includes its label. */
  size: number;
  /** Whether presses in the middle, and 21 pixels from it to each side, reach the control. */
  isHit: boolean;
}

/** Returns all visible controls of the widget, except a launcher behind its open panel. */
export async function readControls(stage: Stage): Promise<Control[]> {
  const names = await controlNames(stage);
  return stage.page.evaluate((names) => {
    const root = document.querySelector('haptik-feedback')!.shadowRoot!;
    const found = [...root.querySelectorAll<HTMLElement>('button, input, textarea, a[href]')];
    const panel = root.querySelector(':popover-open');
    return found
      .filter((control) => control.checkVisibility())
      .map((control, index) => ({ control, name: names[index] ?? '' }))
      .filter(({ control }) => !panel || panel.contains(control))
      .map(({ control, name }) => {
        const label = (control as HTMLInputElement).labels?.[0];
        const area = control.localName === 'input' ? label! : control;
        area.scrollIntoView({ block: 'nearest' });
        const { left, top, width, height } = area.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const around = [
          [0, 0],
          [-21, 0],
          [21, 0],
          [0, -21],
          [0, 21],
        ];
        return {
          name,
          words: label?.matches('.hf-star')
            ? ''
            : (label?.querySelector('span') ?? label ?? control).textContent.trim(),
          size: Math.round(Math.min(width, height) * 10) / 10,
          isHit: around.every(([dx, dy]) => area.contains(root.elementFromPoint(x + dx!, y + dy!))),
        };
      });
  }, names);
}
