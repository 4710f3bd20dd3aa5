import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Colour = readonly [number, number, number];

const files = ['widget/style.css', 'embed/element/launcher.css', 'embed/element/panel.css'];
const css = files.map((name) => readFileSync(join(import.meta.dirname, '../../src', name), 'utf8')).join('\n');

function parse(hex: string): Colour {
  const digits = hex.length === 4 ? hex.replace(/[\da-f]/gi, '$&$&') : hex;
  return [1, 3, 5].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as unknown as Colour;
}

/** Calculates the relative luminance. WCAG 2.2, section 5. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const mix = (one: Colour, other: Colour, share: number) =>
  one.map((value, index) => value * share + other[index]! * (1 - share)) as unknown as Colour;

/** Finds the distinct defaults of a CSS variable, each a pair for light and dark. */
function defaultsOf(name: string): string[] {
  return [
    ...new Set(
      [...css.matchAll(new RegExp(`var\\(\\s*--hf-${name},\\s*light-dark\\((.+?)\\)\\)`, 'g'))].map(([, pair]) =>
        pair!.replace(/\s/g, ''),
      ),
    ),
  ];
}

test.each(['accent', 'on-accent', 'surface', 'text'])('--hf-%s has the same default wherever it is used', (name) => {
  expect(defaultsOf(name)).toHaveLength(1);
});

describe.each([
  ['light', 0],
  ['dark', 1],
])('the contrast in the %s theme', (_theme, index) => {
  const colour = (name: string) => parse(defaultsOf(name)[0]!.split(',')[index]!);
  test.each([
    ['text', 'surface'],
    ['muted', 'surface'],
    ['error', 'surface'],
    ['on-accent', 'accent'],
  ])('of %s on %s is at least 7:1', (text, surface) => {
    expect(contrast(colour(text), colour(surface))).toBeGreaterThanOrEqual(7);
  });

  test.each(['border', 'star-empty', 'accent'])('of the edge in %s on the surface is at least 3:1', (name) => {
    expect(contrast(colour(name), colour('surface'))).toBeGreaterThanOrEqual(3);
  });

  test('of the edge of a chosen star on the surface is at least 3:1', () => {
    const edge = mix(colour('star'), parse('#000'), 0.66);
    expect(contrast(edge, colour('surface'))).toBeGreaterThanOrEqual(3);
  });

  test('of error on the tinted background of a problem is at least 7:1', () => {
    const ground = mix(colour('error'), colour('surface'), 0.07);
    expect(contrast(colour('error'), ground)).toBeGreaterThanOrEqual(7);
  });

  test('of on-accent on the hovered send button is at least 7:1', () => {
    const ground = mix(colour('accent'), colour('text'), 0.84);
    expect(contrast(colour('on-accent'), ground)).toBeGreaterThanOrEqual(7);
  });
});
