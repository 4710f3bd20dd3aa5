import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  COLOR_NAMES,
  COLORS,
  declarationsOf,
  FONTS,
  isFont,
  MEASURE_NAMES,
  MEASURES,
  PLAIN,
  simplify,
} from '../../../src/playground/design/theme.js';

const page = readFileSync(new URL('../../../docs/theming.md', import.meta.url), 'utf8');
const styles = readFileSync(new URL('../../../src/widget/style.css', import.meta.url), 'utf8');

describe('a theme', () => {
  it('says nothing where it does what the widget does by itself', () => {
    expect(declarationsOf(PLAIN)).toEqual([]);
    expect(
      declarationsOf({
        colors: { accent: { light: '#3d3a9e', dark: '#b8bdff' }, focus: { light: '#3d3a9e', dark: '#b8bdff' } },
        measures: { radius: 12 },
        font: FONTS.system.css,
        shadow: 'soft',
      }),
    ).toEqual([]);
  });

  it('becomes declarations', () => {
    expect(
      declarationsOf({
        colors: { surface: { light: '#ffffff', dark: '#000000' }, star: { light: '#d6417b', dark: '#d6417b' } },
        measures: { radius: 0, 'font-size': 1.125, 'z-index': 5 },
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

  it('keeps a focus ring that differs from its accent', () => {
    const focus = { light: '#3d3a9e', dark: '#b8bdff' };
    const theme = simplify({ colors: { accent: { light: '#000000', dark: '#ffffff' }, focus }, measures: {} });
    expect(theme.colors.focus).toEqual(focus);
  });

  it('takes a list of font families and nothing that ends a declaration', () => {
    for (const { css } of Object.values(FONTS)) expect(isFont(css)).toBe(true);
    expect(isFont("'Noto Sans Devanagari', sans-serif")).toBe(true);
    for (const bad of ['', ' ', 'a; color: red', 'url(x)', 'a}', 'a/**/', 'x'.repeat(201)]) {
      expect(isFont(bad)).toBe(false);
    }
  });
});

describe('the widget’s own looks', () => {
  it.each(COLOR_NAMES.filter((name) => COLORS[name].initial))('--hf-%s is what the stylesheet says', (name) => {
    const [, light, dark] = new RegExp(`var\\(--hf-${name}, light-dark\\((#\\w+), (#\\w+)\\)\\)`).exec(styles) ?? [];
    const long = (color = '') => (color.length === 4 ? color.replace(/[^#]/g, '$&$&') : color);
    expect({ light: long(light), dark: long(dark) }).toEqual(COLORS[name].initial);
  });

  it.each(MEASURE_NAMES.filter((name) => name !== 'font-size'))('--hf-%s is what the README says', (name) => {
    const { initial, unit } = MEASURES[name];
    const row = page.split('\n').find((line) => line.includes(`\`--hf-${name}\``));
    expect(row).toContain(`\`${initial}${unit}\``);
  });
});

it('offers every variable of the contract', () => {
  const shown = [...COLOR_NAMES, ...MEASURE_NAMES, 'font', 'shadow'].sort();
  const contract =
    'accent on-accent surface text muted border star star-empty error success focus radius space font font-size star-size width shadow z-index';
  expect(shown).toEqual(contract.split(' ').sort());
});
