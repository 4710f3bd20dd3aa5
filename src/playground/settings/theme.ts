import { LAUNCHER_PREVIEW, type PreviewOverride } from './preview-override.js';

/** One colour as `#rrggbb` for each colour scheme. */
export interface ColorPair {
  light: string;
  dark: string;
}

export type ColorScheme = keyof ColorPair;

export type ColorName =
  | 'accent'
  | 'on-accent'
  | 'surface'
  | 'text'
  | 'muted'
  | 'border'
  | 'star'
  | 'star-empty'
  | 'error'
  | 'success'
  | 'info'
  | 'focus';

interface Color {
  label: string;
  defaultValue: ColorPair | undefined;
  /** A preview that shows the colour; needed if the empty form does not show it. */
  preview?: PreviewOverride;
}

/** The widget's colour variables with their defaults. The focus ring has the accent colour unless a theme sets it. */
export const COLORS: Readonly<Record<ColorName, Color>> = {
  accent: { label: 'Accent', defaultValue: { light: '#3d3a9e', dark: '#b8bdff' } },
  'on-accent': { label: 'On accent', defaultValue: { light: '#ffffff', dark: '#14143a' } },
  surface: { label: 'Surface', defaultValue: { light: '#ffffff', dark: '#22242c' } },
  text: { label: 'Text', defaultValue: { light: '#1b1d26', dark: '#eff0f5' } },
  muted: { label: 'Muted text', defaultValue: { light: '#4c5061', dark: '#b9bdcb' }, preview: { state: 'filled' } },
  border: { label: 'Borders', defaultValue: { light: '#82869a', dark: '#747a8e' } },
  star: { label: 'Lit stars', defaultValue: { light: '#f7a600', dark: '#ffc24a' }, preview: { state: 'filled' } },
  'star-empty': { label: 'Empty stars', defaultValue: { light: '#82869a', dark: '#747a8e' } },
  error: { label: 'Problems', defaultValue: { light: '#a1160a', dark: '#ffb3a8' }, preview: { state: 'missing' } },
  success: { label: 'Success', defaultValue: { light: '#0a5c36', dark: '#86e3b0' }, preview: { state: 'sent' } },
  info: { label: 'Offline', defaultValue: { light: '#0c4a6e', dark: '#9bd3f5' }, preview: { state: 'offline' } },
  focus: { label: 'Focus ring', defaultValue: undefined, preview: { state: 'focused' } },
};

/** The keys of `COLORS`, in their order. */
export const COLOR_NAMES = Object.keys(COLORS) as ColorName[];

export type DimensionName = 'radius' | 'space' | 'font-size' | 'star-size' | 'width' | 'z-index' | 'inset';

interface Dimension {
  label: string;
  defaultValue: number;
  min: number;
  max: number;
  step: number;
  unit: 'px' | 'em' | 'rem' | '';
  /** A preview that shows the dimension; needed if the form on a phone does not show it. */
  preview?: PreviewOverride;
}

/** The widget's numeric variables with their defaults and the range that the Studio offers. */
export const DIMENSIONS: Readonly<Record<DimensionName, Dimension>> = {
  radius: { label: 'Roundness', defaultValue: 12, min: 0, max: 32, step: 1, unit: 'px' },
  space: { label: 'Spacing', defaultValue: 1, min: 0.5, max: 2, step: 0.05, unit: 'em' },
  'font-size': { label: 'Text size', defaultValue: 1, min: 0.875, max: 1.5, step: 0.0625, unit: 'rem' },
  'star-size': { label: 'Star size', defaultValue: 2.5, min: 1.5, max: 3.5, step: 0.125, unit: 'em' },
  width: { label: 'Width', defaultValue: 26, min: 16, max: 48, step: 1, unit: 'em', preview: { device: 'desktop' } },
  'z-index': {
    label: 'Layer (z-index)',
    defaultValue: 10000000,
    min: 0,
    max: 2147483647,
    step: 1,
    unit: '',
    preview: LAUNCHER_PREVIEW,
  },
  inset: {
    label: 'Distance from the corner',
    defaultValue: 1.25,
    min: 0,
    max: 8,
    step: 0.25,
    unit: 'em',
    preview: LAUNCHER_PREVIEW,
  },
};

/** The keys of `DIMENSIONS`, in their order. */
export const DIMENSION_NAMES = Object.keys(DIMENSIONS) as DimensionName[];

/** Font stacks of fonts that operating systems include, so that no page has to load one. */
export const FONTS = {
  system: { label: 'System', css: 'system-ui, sans-serif' },
  humanist: { label: 'Humanist', css: 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", sans-serif' },
  rounded: { label: 'Rounded', css: 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Nunito, sans-serif' },
  serif: { label: 'Serif', css: 'Charter, "Bitstream Charter", "Sitka Text", Cambria, serif' },
  classic: { label: 'Classic', css: '"Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, serif' },
  mono: { label: 'Monospaced', css: 'ui-monospace, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace' },
} as const;

/** Checks that a text is a list of font families, without characters that could end the CSS declaration. */
export function isFont(css: string): boolean {
  return css.length <= 200 && /^[\p{L}\d\s,'"-]+$/u.test(css) && css.trim() !== '';
}

/** The shadows that the Studio offers. The widget's default is `soft`. */
export const SHADOWS = {
  soft: { label: 'Soft', css: '0 1px 2px rgb(20 20 50 / 6%), 0 8px 24px rgb(20 20 50 / 8%)' },
  none: { label: 'None', css: 'none' },
  lifted: { label: 'Lifted', css: '0 2px 6px rgb(0 0 0 / 8%), 0 24px 56px rgb(0 0 0 / 18%)' },
  hard: { label: 'Hard', css: '0.375em 0.375em 0 rgb(0 0 0 / 22%)' },
} as const;

export type ShadowName = keyof typeof SHADOWS;

/** The keys of `SHADOWS`, in their order. */
export const SHADOW_NAMES = Object.keys(SHADOWS) as ShadowName[];

/** The variables that differ from the widget's defaults. */
export interface Theme {
  colors: Partial<Record<ColorName, ColorPair>>;
  dimensions: Partial<Record<DimensionName, number>>;
  /** A list of font families. */
  font?: string | undefined;
  shadow?: ShadowName | undefined;
}

/** The widget's own theme: no variable is set. */
export const DEFAULT_THEME: Theme = { colors: {}, dimensions: {} };

/** Returns the theme's colour, or the widget's default. */
export function colorOf(theme: Theme, name: ColorName): ColorPair {
  return theme.colors[name] ?? COLORS[name].defaultValue ?? colorOf(theme, 'accent');
}

/** Returns the theme's dimension, or the widget's default. */
export function dimensionOf(theme: Theme, name: DimensionName): number {
  return theme.dimensions[name] ?? DIMENSIONS[name].defaultValue;
}

/** Removes the values that equal the widget's defaults, so that two themes that look the same are equal. */
export function withoutDefaults(theme: Theme): Theme {
  const colors: Theme['colors'] = {};
  for (const name of COLOR_NAMES) {
    const pair = theme.colors[name];
    const { [name]: _, ...others } = theme.colors;
    const fallback = colorOf({ ...theme, colors: others }, name);
    if (pair && (pair.light !== fallback.light || pair.dark !== fallback.dark)) colors[name] = pair;
  }
  const dimensions: Theme['dimensions'] = {};
  for (const name of DIMENSION_NAMES) {
    const value = theme.dimensions[name];
    if (value !== undefined && value !== DIMENSIONS[name].defaultValue) dimensions[name] = value;
  }
  return {
    colors,
    dimensions,
    ...(theme.font && theme.font !== FONTS.system.css && { font: theme.font }),
    ...(theme.shadow && theme.shadow !== 'soft' && { shadow: theme.shadow }),
  };
}

/** Converts a theme to CSS declarations, in the order of docs/theming.md. The default theme gives none. */
export function declarationsOf(theme: Theme): [variable: string, value: string][] {
  const { colors, dimensions, font, shadow } = withoutDefaults(theme);
  const declarations: [string, string][] = [];
  for (const name of COLOR_NAMES) {
    const pair = colors[name];
    if (!pair) continue;
    const value = pair.light === pair.dark ? pair.light : `light-dark(${pair.light}, ${pair.dark})`;
    declarations.push([`--hf-${name}`, value]);
  }
  for (const name of DIMENSION_NAMES) {
    const value = dimensions[name];
    if (value !== undefined) declarations.push([`--hf-${name}`, cssLength(value, DIMENSIONS[name].unit)]);
  }
  if (font) declarations.push(['--hf-font', font]);
  if (shadow) declarations.push(['--hf-shadow', SHADOWS[shadow].css]);
  return declarations;
}

/**
 * Converts a number to CSS. A `rem` length gets a minimum in pixels, because many pages set their `rem` to 10 px. It
 * still grows with the visitor's text size.
 */
function cssLength(value: number, unit: Dimension['unit']): string {
  return unit === 'rem' ? `max(${value * 16}px, ${value}rem)` : `${value}${unit}`;
}

/** Sets the declarations on an element's style and removes the `--hf-*` variables of an earlier theme. */
export function applyDeclarations(
  style: CSSStyleDeclaration,
  declarations: readonly (readonly [string, string])[],
): void {
  for (const variable of Array.from(style)) if (variable.startsWith('--hf-')) style.removeProperty(variable);
  for (const [variable, value] of declarations) style.setProperty(variable, value);
}
