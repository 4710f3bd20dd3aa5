import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/playground/settings/settings.js';
import { readJson, writeJson } from '../../../src/playground/settings/settings-json.js';
import { PRESETS } from '../../../src/playground/studio/presets.js';

const SHOWN: Settings = { ...DEFAULT_SETTINGS, page: 'studio', state: 'sent', device: 'desktop', embed: 'vue' };

describe('writeJson', () => {
  it('writes the settings that differ from the defaults, without the view', () => {
    const theme = { colors: { accent: { light: '#0b4a6b', dark: '#8fd6f5' } }, dimensions: { radius: 16 } };

    const json = writeJson({ ...SHOWN, theme, display: 'popover', businessId: '12' });

    expect(JSON.parse(json)).toEqual({
      accent: ['#0b4a6b', '#8fd6f5'],
      radius: 16,
      display: 'popover',
      businessId: 12,
    });
  });
});

describe('readJson', () => {
  it.each(PRESETS)('reads what writeJson wrote, with the preset $label', ({ theme }) => {
    const wanted: Settings = { ...SHOWN, theme, locale: 'ar', relayUrl: 'https://relay.example.org/feedback' };

    expect(readJson(writeJson(wanted), SHOWN)).toEqual(wanted);
  });

  it.each([
    ['{', 'This is not JSON.'],
    ['[1]', 'Enter an object: { … }.'],
    ['{"radius": 1e9}', 'Unknown name or wrong value: radius.'],
    ['{"colour": "red", "accent": ["red", "blue"]}', 'Unknown name or wrong value: colour, accent.'],
    ['{"state": "sent"}', 'Unknown name or wrong value: state.'],
    ['{"state": "unheard of"}', 'Unknown name or wrong value: state.'],
  ])('says what is wrong with %s', (json, mistake) => {
    expect(readJson(json, SHOWN)).toBe(mistake);
  });

  it('accepts a value that equals the default', () => {
    expect(readJson('{"radius": 12}', SHOWN)).toEqual(SHOWN);
  });
});
