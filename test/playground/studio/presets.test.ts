import { describe, expect, it } from 'vitest';
import { findPreset, PRESETS } from '../../../src/playground/studio/presets.js';

describe('findPreset', () => {
  it('finds every preset by its theme', () => {
    for (const preset of PRESETS) expect(findPreset(preset.theme)).toBe(preset);
  });

  it('finds nothing for a changed preset', () => {
    const [, second] = PRESETS;

    expect(findPreset({ ...second!.theme, dimensions: { radius: 31 } })).toBeUndefined();
  });
});

describe('PRESETS', () => {
  it('have different names and themes', () => {
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
    expect(new Set(PRESETS.map(({ theme }) => JSON.stringify(theme))).size).toBe(PRESETS.length);
  });
});
