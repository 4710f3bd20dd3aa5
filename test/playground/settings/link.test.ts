import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLink, writeLink } from '../../../src/playground/settings/link.js';
import { CHOICES, DEFAULT_SETTINGS, type Settings } from '../../../src/playground/settings/settings.js';
import {
  COLOR_NAMES,
  DIMENSION_NAMES,
  DIMENSIONS,
  SHADOW_NAMES,
  withoutDefaults,
} from '../../../src/playground/settings/theme.js';
import { PRESETS } from '../../../src/playground/studio/presets.js';

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const pair = fc.record({ light: color, dark: color });
const theme = fc
  .record(
    {
      colors: fc.dictionary(fc.constantFrom(...COLOR_NAMES), pair),
      dimensions: fc.record(
        Object.fromEntries(
          DIMENSION_NAMES.map((name) => [
            name,
            fc.integer({ min: Math.ceil(DIMENSIONS[name].min), max: Math.floor(DIMENSIONS[name].max) }),
          ]),
        ),
        { requiredKeys: [] },
      ),
      font: fc.constantFrom('Inter, sans-serif', '"Noto Sans", serif'),
      shadow: fc.constantFrom(...SHADOW_NAMES),
    },
    { requiredKeys: ['colors', 'dimensions'] },
  )
  .map((value) => withoutDefaults(value as Settings['theme']));
const choices = fc.record(
  Object.fromEntries(Object.entries(CHOICES).map(([name, values]) => [name, fc.constantFrom(...values)])),
);
const texts = fc.record({
  relayUrl: fc.constantFrom('https://feedback.example.com/feedback', '/feedback', 'http://localhost:8080/a/feedback'),
  businessId: fc.integer({ min: 1 }).map(String),
  askOn: fc.constantFrom('', 'event:chat-ended', 'gone:#chat, delay:30'),
  askDelayMs: fc.constantFrom('', '0', '2000'),
  askShare: fc.constantFrom('', '50'),
  askAgainAfterHours: fc.constantFrom('', '8760'),
  conversationId: fc.constantFrom('', '0081', 'chat:1'),
});
const settings = fc
  .tuple(theme, choices, texts)
  .map(([theme, choices, texts]) => ({ ...choices, ...texts, theme }) as unknown as Settings);

describe('a link', () => {
  it('is empty for the default settings', () => {
    expect(writeLink(DEFAULT_SETTINGS)).toBe('');
    expect(readLink('')).toEqual(DEFAULT_SETTINGS);
    expect(readLink('#try')).toEqual(DEFAULT_SETTINGS);
  });

  it('keeps all settings', () => {
    fc.assert(
      fc.property(settings, (wanted) => {
        expect(readLink(`#${writeLink(wanted)}`)).toEqual(wanted);
      }),
    );
  });

  it('keeps the theme of every preset', () => {
    for (const { theme } of PRESETS) {
      expect(readLink(writeLink({ ...DEFAULT_SETTINGS, page: 'studio', theme })).theme).toEqual(theme);
    }
  });

  it('is readable', () => {
    const theme = { colors: { accent: { light: '#0b4a6b', dark: '#8fd6f5' } }, dimensions: { radius: 16 } };
    expect(writeLink({ ...DEFAULT_SETTINGS, page: 'studio', theme, state: 'sent' })).toBe(
      'studio?accent=0b4a6b.8fd6f5&radius=16&state=sent',
    );
  });

  it('ignores invalid parameters', () => {
    expect(
      readLink(
        '#studio?accent=red.blue&text=111111&radius=-1&width=1e9&space=x&font=a;b&shadow=0&state=toString&locale=xx&page=x&relayUrl=javascript:1&businessId=x',
      ),
    ).toEqual({ ...DEFAULT_SETTINGS, page: 'studio' });
  });

  it('reads any text into settings that another link keeps', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = readLink(`#studio?${text}`);
        expect(readLink(writeLink(read))).toEqual(read);
      }),
    );
  });
});
