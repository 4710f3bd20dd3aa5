import { CHOICES, DEFAULT_SETTINGS, type Settings } from './settings.js';
import {
  COLOR_NAMES,
  DIMENSION_NAMES,
  DIMENSIONS,
  isFont,
  SHADOW_NAMES,
  type ShadowName,
  type Theme,
  withoutDefaults,
} from './theme.js';

type ChoiceName = keyof typeof CHOICES;
const PARAMETERS = (Object.keys(CHOICES) as ChoiceName[]).filter((name) => name !== 'page');

/** Writes settings as the fragment of a URL, without `#`. The default settings give an empty text. */
export function writeLink(settings: Settings): string {
  const parameters = new URLSearchParams();
  const { colors, dimensions, font, shadow } = withoutDefaults(settings.theme);
  for (const name of COLOR_NAMES) {
    const pair = colors[name];
    if (pair) parameters.set(name, `${pair.light}.${pair.dark}`.replaceAll('#', ''));
  }
  for (const name of DIMENSION_NAMES)
    if (dimensions[name] !== undefined) parameters.set(name, String(dimensions[name]));
  if (font) parameters.set('font', font);
  if (shadow) parameters.set('shadow', shadow);
  for (const name of PARAMETERS) if (settings[name] !== DEFAULT_SETTINGS[name]) parameters.set(name, settings[name]);
  const query = parameters.size > 0 ? `?${parameters}` : '';
  return settings.page === 'try' && !query ? '' : settings.page + query;
}

/** Reads settings from the fragment of a URL. Ignores every unknown or invalid parameter. */
export function readLink(fragment: string): Settings {
  const [page, query] = fragment.replace(/^#/, '').split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS, theme: readTheme(parameters) };
  if (page === 'studio') settings.page = page;
  for (const name of PARAMETERS) {
    const value = parameters.get(name);
    if (value !== null && (CHOICES[name] as readonly string[]).includes(value)) settings[name] = value;
  }
  return settings as unknown as Settings;
}

function readTheme(parameters: URLSearchParams): Theme {
  const theme: Theme = { colors: {}, dimensions: {} };
  for (const name of COLOR_NAMES) {
    const [, light, dark] = /^([\da-f]{6})\.([\da-f]{6})$/i.exec(parameters.get(name) ?? '') ?? [];
    if (light && dark) theme.colors[name] = { light: `#${light.toLowerCase()}`, dark: `#${dark.toLowerCase()}` };
  }
  for (const name of DIMENSION_NAMES) {
    const text = parameters.get(name);
    const value = Number(text);
    const { min, max } = DIMENSIONS[name];
    if (text && value >= min && value <= max) theme.dimensions[name] = value;
  }
  const font = parameters.get('font');
  if (font && isFont(font)) theme.font = font;
  const shadow = parameters.get('shadow');
  if (shadow && (SHADOW_NAMES as readonly string[]).includes(shadow)) theme.shadow = shadow as ShadowName;
  return withoutDefaults(theme);
}
