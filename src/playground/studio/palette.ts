import { type ColorScheme, colorOf, DEFAULT_THEME, type Theme } from '../settings/theme.js';
import { contrastRatio, linearChannelsOf } from './contrast.js';

/** A colour as lightness (0 to 1), chroma and hue (radians) (CSS Color 4: OKLCH). */
type Oklch = readonly [lightness: number, chroma: number, hue: number];

/** Text needs 7:1 (WCAG 2.2: contrast, enhanced). This is a little more, because mixing colours loses some contrast. */
const TEXT_RATIO = 7.3;
/** Borders and stars need 3:1 (WCAG 2.2: non-text contrast). */
const PART_RATIO = 3.2;
const LIGHTNESS_STEP = 0.004;

/** The lightness and the largest chroma of the colours around the accent. */
const SURROUNDINGS = {
  light: { surface: [1, 0], text: [0.24, 0.03], muted: [0.42, 0.025], border: [0.6, 0.025] },
  dark: { surface: [0.22, 0.015], text: [0.96, 0.008], muted: [0.8, 0.015], border: [0.58, 0.025] },
} as const;

/**
 * Creates the colours of a theme from one brand colour, with enough contrast in both colour schemes: 7:1 for text, 3:1 for
 * the other parts. Keeps the brand's hue, and its lightness where the contrast allows.
 *
 * @param brand `#rrggbb`
 */
export function createPalette(brand: string): Theme['colors'] {
  const [lightness, chroma, hue] = oklchOf(brand);
  const schemes = { light: colorsIn('light'), dark: colorsIn('dark') };

  function colorsIn(scheme: ColorScheme) {
    const colorAround = (name: keyof typeof SURROUNDINGS.light): Oklch => {
      const [itsLightness, itsChroma] = SURROUNDINGS[scheme][name];
      return [itsLightness, Math.min(itsChroma, chroma), hue];
    };
    const surface = hexOf(colorAround('surface'));
    const isDark = scheme === 'dark';
    const reachContrast = (start: Oklch, ratio: number) => moveUntil(start, isDark, surface, ratio);
    const accent = reachContrast([lightness, chroma, hue], TEXT_RATIO);
    const onAccent = isDark ? moveUntil([0.25, Math.min(0.06, chroma), hue], false, accent, TEXT_RATIO) : '#ffffff';
    const border = reachContrast(colorAround('border'), PART_RATIO);
    return {
      ...{ accent, 'on-accent': onAccent, surface, border, 'star-empty': border },
      text: reachContrast(colorAround('text'), TEXT_RATIO),
      muted: reachContrast(colorAround('muted'), TEXT_RATIO),
      error: reachContrast(oklchOf(colorOf(DEFAULT_THEME, 'error')[scheme]), TEXT_RATIO + 1),
      info: reachContrast(oklchOf(colorOf(DEFAULT_THEME, 'info')[scheme]), TEXT_RATIO + 1),
      success: reachContrast(oklchOf(colorOf(DEFAULT_THEME, 'success')[scheme]), PART_RATIO + 1),
    };
  }

  const names = Object.keys(schemes.light) as (keyof typeof schemes.light)[];
  return Object.fromEntries(names.map((name) => [name, { light: schemes.light[name], dark: schemes.dark[name] }]));
}

/** Makes a colour lighter or darker until it has a contrast with another. */
function moveUntil([start, chroma, hue]: Oklch, isLighter: boolean, background: string, ratio: number): string {
  let lightness = start;
  let color = hexOf([lightness, chroma, hue]);
  while (contrastRatio(color, background) < ratio && (isLighter ? lightness < 1 : lightness > 0)) {
    lightness += isLighter ? LIGHTNESS_STEP : -LIGHTNESS_STEP;
    color = hexOf([lightness, chroma, hue]);
  }
  return color;
}

/** Converts `#rrggbb` to OKLCH (CSS Color 4: sample code for OKLab). */
function oklchOf(color: string): Oklch {
  const [red, green, blue] = linearChannelsOf(color);
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const lightness = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short;
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  return [lightness, Math.hypot(a, b), Math.atan2(b, a)];
}

/** Converts OKLCH to `#rrggbb`. Reduces the chroma of a colour that is outside sRGB. */
function hexOf([lightness, chroma, hue]: Oklch): string {
  for (let reduced = chroma; ; reduced -= 0.004) {
    const channels = linearChannels([lightness, Math.max(0, reduced), hue]);
    const isShown = channels.every((value) => value > -0.001 && value < 1.001);
    if (!isShown && reduced > 0) continue;
    const hex = channels.map((value) => {
      const part = Math.min(1, Math.max(0, value));
      const encoded = part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;
      return Math.round(encoded * 255)
        .toString(16)
        .padStart(2, '0');
    });
    return `#${hex.join('')}`;
  }
}

function linearChannels([lightness, chroma, hue]: Oklch): number[] {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}
