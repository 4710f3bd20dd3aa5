import { CHOICES, DEFAULT_SETTINGS, type Settings, TEXTS, type TextName } from './settings.js';
import {
  COLOR_NAMES,
  DIMENSION_NAMES,
  DIMENSIONS,
  isFont,
  SHADOW_NAMES,
  type Theme,
  withoutDefaults,
} from './theme.js';

type ChoiceName = keyof typeof CHOICES;
const CHOICE_NAMES = (Object.keys(CHOICES) as ChoiceName[]).filter((name) => name !== 'page');
const TEXT_NAMES = Object.keys(TEXTS) as TextName[];

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
  for (const name of [...CHOICE_NAMES, ...TEXT_NAMES])
    if (settings[name] !== DEFAULT_SETTINGS[name]) parameters.set(name, settings[name]);
  const query = parameters.size > 0 ? `?${parameters}` : '';
  return settings.page === 'try' && !query ? '' : settings.page + query;
}

/**
 * Reads settings from the fragment of a URL. Ignores every unknown or invalid parameter.
 *
 * @param reportIgnored - called with the name of each ignored parameter
 */
export function readLink(fragment: string, reportIgnored: (name: string) => void = () => {}): Settings {
  const [page, query] = fragment.replace(/^#/, '').split(/\?(.*)/s);
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  const theme: Theme = { colors: {}, dimensions: {} };
  if ((CHOICES.page as readonly string[]).includes(page!)) settings.page = page;
  for (const [name, value] of new URLSearchParams(query)) {
    const isRead = readOption(settings, name, value) || readThemePart(theme, name, value);
    if (!isRead) reportIgnored(name);
  }
  return { ...settings, theme: withoutDefaults(theme) } as unknown as Settings;
}

/** Sets an option if its name and value are valid, and tells whether they are. */
function readOption(settings: Record<string, unknown>, name: string, value: string): boolean {
  const isChoice = isOneOf(CHOICE_NAMES, name) && isOneOf(CHOICES[name], value);
  const isText = isOneOf(TEXT_NAMES, name) && TEXTS[name](value);
  if (isChoice || isText) settings[name] = value;
  return isChoice || isText;
}

/** Sets a part of the theme if its name and value are valid, and tells whether they are. */
function readThemePart(theme: Theme, name: string, value: string): boolean {
  if (isOneOf(COLOR_NAMES, name)) {
    const [, light, dark] = /^([\da-f]{6})\.([\da-f]{6})$/i.exec(value) ?? [];
    if (!light || !dark) return false;
    theme.colors[name] = { light: `#${light.toLowerCase()}`, dark: `#${dark.toLowerCase()}` };
    return true;
  }
  if (isOneOf(DIMENSION_NAMES, name)) {
    const { min, max } = DIMENSIONS[name];
    const isInRange = value !== '' && Number(value) >= min && Number(value) <= max;
    if (isInRange) theme.dimensions[name] = Number(value);
    return isInRange;
  }
  if (name === 'font' && isFont(value)) theme.font = value;
  else if (name === 'shadow' && isOneOf(SHADOW_NAMES, value)) theme.shadow = value;
  else return false;
  return true;
}

function isOneOf<Value extends string>(values: readonly Value[], value: string): value is Value {
  return (values as readonly string[]).includes(value);
}
