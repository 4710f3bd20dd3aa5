import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  COLOR_NAMES,
  COLORS,
  DEFAULT_THEME,
  DIMENSION_NAMES,
  DIMENSIONS,
  declarationsOf,
  FONTS,
  isFont,
  withoutDefaults,
} from '../../../src/playground/settings/theme.js';

const page = readFileSync(new URL('../../../docs/theming.md', import.meta.url), 'utf8');
const styles = readFileSync(new URL('../../../src/widget/style.css', import.meta.url), 'utf8');

describe('declarationsOf', () => {
  it('returns no declaration for a value that equals the default', () => {
    expect(declarationsOf(DEFAULT_THEME)).toEqual([]);
    expect(
      declarationsOf({
        colors: { accent: { light: '#3d3a9e', dark: '#b8bdff' }, focus: { light: '#3d3a9e', dark: '#b8bdff' } },
        dimensions: { radius: 12 },
        font: FONTS.system.css,
        shadow: 'soft',
      }),
    ).toEqual([]);
  });

  it('converts colours, dimensions, font and shadow to CSS', () => {
    expect(
      declarationsOf({
        colors: { surface: { light: '#ffffff', dark: '#000000' }, star: { light: '#d6417b', dark: '#d6417b' } },
        dimensions: { radius: 0, 'font-size': 1.125, 'z-index': 5 },
        font: 'Inter, sans-serif',
        shadow: 'none',
      }),
    ).toEqual([
      ['--hf-surface', 'light-dark(#ffffff, #000000)'],
      ['--hf-star', '#d6417b'],
      ['--hf-radius', '0px'],
      ['--hf-font-size', 'max(18px, 1.125rem)'],
      ['--hf-z-index', '5'],
      ['--hf-font', 'Inter, sans-serif'],
      ['--hf-shadow', 'none'],
    ]);
  });
});

describe('withoutDefaults', () => {
  it('keeps a focus ring that differs from the accent', () => {
    const focus = { light: '#3d3a9e', dark: '#b8bdff' };

    const theme = withoutDefaults({ colors: { accent: { light: '#000000', dark: '#ffffff' }, focus }, dimensions: {} });

    expect(theme.colors.focus).toEqual(focus);
  });
});

describe('isFont', () => {
  it.each([...Object.values(FONTS).map(({ css }) => css), "'Noto Sans Devanagari', sans-serif"])(
    'accepts %s',
    (css) => {
      expect(isFont(css)).toBe(true);
    },
  );

  it.each(['', ' ', 'a; color: red', 'url(x)', 'a}', 'a/**/', 'x'.repeat(201)])('rejects "%s"', (css) => {
    expect(isFont(css)).toBe(false);
  });
});

describe('the defaults', () => {
  it.each(COLOR_NAMES.filter((name) => COLORS[name].defaultValue))(
    '--hf-%s equals the default in style.css',
    (name) => {
      const [, light, dark] = new RegExp(`var\\(--hf-${name}, light-dark\\((#\\w+), (#\\w+)\\)\\)`).exec(styles) ?? [];
      const long = (color = '') => (color.length === 4 ? color.replace(/[^#]/g, '$&$&') : color);
      expect({ light: long(light), dark: long(dark) }).toEqual(COLORS[name].defaultValue);
    },
  );

  it.each(DIMENSION_NAMES.filter((name) => name !== 'font-size'))(
    '--hf-%s equals the default in docs/theming.md',
    (name) => {
      const { defaultValue, unit } = DIMENSIONS[name];
      const row = page.split('\n').find((line) => line.includes(`\`--hf-${name}\``));
      expect(row).toContain(`\`${defaultValue}${unit}\``);
    },
  );
});

it('has a control for every variable of the widget', () => {
  const shown = [...COLOR_NAMES, ...DIMENSION_NAMES, 'font', 'shadow'].sort();
  const contract =
    'accent on-accent surface text muted border star star-empty error success info focus radius space font font-size star-size width shadow z-index inset';
  expect(shown).toEqual(contract.split(' ').sort());
});
