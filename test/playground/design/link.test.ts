import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHOICES, DEFAULT_DESIGN, type Design } from '../../../src/playground/design/design.js';
import { readLink, writeLink } from '../../../src/playground/design/link.js';
import { COLOR_NAMES, MEASURE_NAMES, MEASURES, SHADOW_NAMES, simplify } from '../../../src/playground/design/theme.js';
import { PRESETS } from '../../../src/playground/studio/presets.js';

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const pair = fc.record({ light: color, dark: color });
const theme = fc
  .record(
    {
      colors: fc.dictionary(fc.constantFrom(...COLOR_NAMES), pair),
      measures: fc.record(
        Object.fromEntries(
          MEASURE_NAMES.map((name) => [
            name,
            fc.integer({ min: Math.ceil(MEASURES[name].min), max: Math.floor(MEASURES[name].max) }),
          ]),
        ),
        { requiredKeys: [] },
      ),
      font: fc.constantFrom('Inter, sans-serif', '"Noto Sans", serif'),
      shadow: fc.constantFrom(...SHADOW_NAMES),
    },
    { requiredKeys: ['colors', 'measures'] },
  )
  .map((value) => simplify(value as Design['theme']));
const choices = fc.record(
  Object.fromEntries(Object.entries(CHOICES).map(([name, values]) => [name, fc.constantFrom(...values)])),
);
const design = fc.tuple(theme, choices).map(([looks, chosen]) => ({ ...chosen, theme: looks }) as unknown as Design);

describe('a link', () => {
  it('is empty for the page as it opens', () => {
    expect(writeLink(DEFAULT_DESIGN)).toBe('');
    expect(readLink('')).toEqual(DEFAULT_DESIGN);
    expect(readLink('#try')).toEqual(DEFAULT_DESIGN);
  });

  it('carries every design there and back', () => {
    fc.assert(
      fc.property(design, (wanted) => {
        expect(readLink(`#${writeLink(wanted)}`)).toEqual(wanted);
      }),
    );
  });

  it('carries every preset', () => {
    for (const { theme: looks } of PRESETS) {
      expect(readLink(writeLink({ ...DEFAULT_DESIGN, page: 'studio', theme: looks })).theme).toEqual(looks);
    }
  });

  it('can be read by a person', () => {
    const theme = { colors: { accent: { light: '#0b4a6b', dark: '#8fd6f5' } }, measures: { radius: 16 } };
    expect(writeLink({ ...DEFAULT_DESIGN, page: 'studio', theme, state: 'sent' })).toBe(
      'studio?accent=0b4a6b.8fd6f5&radius=16&state=sent',
    );
  });

  it('from anybody gives a usable design, and what is not as expected counts as not there', () => {
    expect(
      readLink(
        '#studio?accent=red.blue&text=111111&radius=-1&width=1e9&space=x&font=a;b&shadow=0&state=toString&locale=xx&page=x',
      ),
    ).toEqual({ ...DEFAULT_DESIGN, page: 'studio' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = readLink(`#studio?${text}`);
        expect(readLink(writeLink(read))).toEqual(read);
      }),
    );
  });
});
