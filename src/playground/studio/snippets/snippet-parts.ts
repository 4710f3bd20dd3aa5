import type { Settings } from '../../settings/settings.js';
import { declarationsOf } from '../../settings/theme.js';

/** Options of the widget in kebab case, with their values as text. */
export type Attributes = (readonly [name: string, value: string])[];

/** An option's name and value. Each language writes them in its own way. */
export type Property = readonly [name: string, value: string | number];

/** Reserves the form's height, so that the page does not move when the form appears. */
export const MIN_HEIGHT = 'min-height: 38em';

/** The script file for pages with an inline form. */
export const INLINE_FILE = 'haptik-feedback.inline.js';

/** The selector of the element into which a script tag puts an inline form. */
export const TARGET = '#feedback';

/** A function that fetches a signed token, for code that runs in the browser. */
export const FETCH_TOKEN = "const fetchToken = () => fetch('/feedback-token').then((answer) => answer.text());";

/** Returns the URL of a browser file, which the relay serves beside its feedback endpoint. */
export function fileUrl({ relayUrl }: Settings, file = 'haptik-feedback.js'): string {
  return relayUrl.replace(/[?#].*$/, '').replace(/[^/]*$/, file);
}

/** Lists the options that differ from their defaults, as properties. */
export function optionalProperties(settings: Settings): Property[] {
  const { display, position, launcher, headingLevel, themeOption, locale } = settings;
  const options: Property[] = [];
  if (display === 'popover') {
    options.push(['display', 'popover']);
    if (launcher !== 'button') options.push(['launcher', launcher]);
    if (position !== 'bottom-right') options.push(['position', position]);
    options.push(...askProperties(settings));
  }
  if (headingLevel !== '2') options.push(['headingLevel', Number(headingLevel)]);
  if (themeOption !== 'auto') options.push(['theme', themeOption]);
  if (locale !== 'auto') options.push(['locale', locale]);
  return options;
}

/** Lists the options that say when the form opens by itself; none if it does not. */
function askProperties(settings: Settings): Property[] {
  if (!settings.askOn) return [];
  const numbers = ['askDelayMs', 'askShare', 'askAgainAfterHours'] as const;
  return [
    ['askOn', settings.askOn],
    ...numbers.filter((name) => settings[name]).map((name): Property => [name, Number(settings[name])]),
    ...(settings.conversationId ? [['conversationId', settings.conversationId] as const] : []),
  ];
}

/** Lists the options that every way needs, except who the visitor is. */
export function requiredProperties({ relayUrl, businessId }: Settings): Property[] {
  return [
    ['relayUrl', relayUrl],
    ['businessId', Number(businessId)],
  ];
}

/** Converts a property's name to that of its attribute: `relayUrl` to `relay-url`. */
export function attributeName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Writes a text for an HTML attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

/** Writes a value as a JavaScript literal in single quotes. */
export function literal(value: string | number): string {
  if (typeof value === 'number') return String(value);
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('</', '<\\/')}'`;
}

/** Indents every line that is not empty. */
export function indent(text: string, spaces = 2): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(spaces));
}

/** Writes a tag with one attribute a line. An attribute without a value is bare. */
export function writeTag(
  name: string,
  attributes: readonly (readonly [string, string?])[],
  end = `></${name}>`,
): string {
  const lines = attributes.map(([key, value]) => `  ${key}${value === undefined ? '' : `="${value}"`}`);
  return `<${name}\n${lines.join('\n')}\n${end}`;
}

type Declarations = ReturnType<typeof declarationsOf>;

/** Writes a CSS rule; nothing without declarations. */
function ruleOf(selector: string, declarations: Declarations): string {
  if (declarations.length === 0) return '';
  return [`${selector} {`, ...declarations.map(([variable, value]) => `  ${variable}: ${value};`), '}'].join('\n');
}

/**
 * Writes the CSS of the theme for a stylesheet that a bundler processes. The default theme gives an empty text.
 *
 * Lightning CSS, which Next.js and Vite use, compiles `light-dark()` for older browsers to variables that a page without
 * `color-scheme` does not have. Inside `@supports` it leaves the function as it is.
 */
export function cssSnippet({ theme, display, embed }: Pick<Settings, 'theme' | 'display' | 'embed'>): string {
  const selector = embed === 'preact' && display === 'inline' ? ':root' : 'haptik-feedback';
  const declarations = declarationsOf(theme);
  const isPair = ([, value]: Declarations[number]) => value.startsWith('light-dark(');
  const pairs = ruleOf(selector, declarations.filter(isPair));
  const rest = ruleOf(
    selector,
    declarations.filter((declaration) => !isPair(declaration)),
  );
  const supports = pairs && `@supports (color: light-dark(#fff, #000)) {\n${indent(pairs)}\n}`;
  return [supports, rest].filter(Boolean).join('\n\n');
}

/** Writes the theme's CSS in a `<style>` with an empty line after it. The default theme gives an empty text. */
export function styleTag(settings: Settings): string {
  const css = ruleOf('haptik-feedback', declarationsOf(settings.theme));
  return css && `<style>\n${indent(css)}\n</style>\n\n`;
}
