import { CHOICES, DEFAULT_DESIGN, type Design } from './design.js';
import {
  COLOR_NAMES,
  isFont,
  MEASURE_NAMES,
  MEASURES,
  SHADOW_NAMES,
  type ShadowName,
  simplify,
  type Theme,
} from './theme.js';

type ChoiceName = keyof typeof CHOICES;
const PARAMETERS = (Object.keys(CHOICES) as ChoiceName[]).filter((name) => name !== 'page');

/** Writes a design as what stands behind the `#` of a link; the default design is the empty text. */
export function writeLink(design: Design): string {
  const parameters = new URLSearchParams();
  const { colors, measures, font, shadow } = simplify(design.theme);
  for (const name of COLOR_NAMES) {
    const pair = colors[name];
    if (pair) parameters.set(name, `${pair.light}.${pair.dark}`.replaceAll('#', ''));
  }
  for (const name of MEASURE_NAMES) if (measures[name] !== undefined) parameters.set(name, String(measures[name]));
  if (font) parameters.set('font', font);
  if (shadow) parameters.set('shadow', shadow);
  for (const name of PARAMETERS) if (design[name] !== DEFAULT_DESIGN[name]) parameters.set(name, design[name]);
  const query = parameters.size > 0 ? `?${parameters}` : '';
  return design.page === 'try' && !query ? '' : design.page + query;
}

/** Reads a link that anybody may have written: what is not as expected counts as not there. */
export function readLink(fragment: string): Design {
  const [page, query] = fragment.replace(/^#/, '').split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const design: Record<string, unknown> = { ...DEFAULT_DESIGN, theme: readTheme(parameters) };
  if (page === 'studio') design.page = page;
  for (const name of PARAMETERS) {
    const value = parameters.get(name);
    if (value !== null && (CHOICES[name] as readonly string[]).includes(value)) design[name] = value;
  }
  return design as unknown as Design;
}

function readTheme(parameters: URLSearchParams): Theme {
  const theme: Theme = { colors: {}, measures: {} };
  for (const name of COLOR_NAMES) {
    const [, light, dark] = /^([\da-f]{6})\.([\da-f]{6})$/i.exec(parameters.get(name) ?? '') ?? [];
    if (light && dark) theme.colors[name] = { light: `#${light.toLowerCase()}`, dark: `#${dark.toLowerCase()}` };
  }
  for (const name of MEASURE_NAMES) {
    const text = parameters.get(name);
    const value = Number(text);
    const { min, max } = MEASURES[name];
    if (text && value >= min && value <= max) theme.measures[name] = value;
  }
  const font = parameters.get('font');
  if (font && isFont(font)) theme.font = font;
  const shadow = parameters.get('shadow');
  if (shadow && (SHADOW_NAMES as readonly string[]).includes(shadow)) theme.shadow = shadow as ShadowName;
  return simplify(theme);
}
