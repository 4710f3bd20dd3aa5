import { describe, expect, it } from 'vitest';
import { PRESETS, presetOf } from '../../../src/playground/studio/presets.js';

describe('a preset', () => {
  it('is known again, and is no longer it when something is changed', () => {
    for (const preset of PRESETS) expect(presetOf(preset.theme)).toBe(preset);
    const [, second] = PRESETS;
    expect(presetOf({ ...second!.theme, measures: { radius: 31 } })).toBeUndefined();
  });

  it('has a name and looks of its own', () => {
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
    expect(new Set(PRESETS.map(({ theme }) => JSON.stringify(theme))).size).toBe(PRESETS.length);
  });
});
