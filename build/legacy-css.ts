/**
 * Writes CSS that replaces what older browsers do not understand in our stylesheets. The colours stay the same:
 *
 * - `light-dark(a, b)` becomes `var(--_light, a) var(--_dark, b)`. One of these two properties is always empty. The other
 *   is invalid, so its fallback is used.
 * - `color-mix()` becomes the colour that it gives with the default palette, if `plainColorOf` can compute it. Otherwise it
 *   becomes `transparent` or its first colour.
 * - `:has(:focus-visible)` becomes `:focus-within`. The class `legacy-thanks` hides the panel's close button while the
 *   thanks have their own. Other rules with `:has()` have no replacement.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AtRule, type Declaration, list, parse, type Root, type Rule } from 'postcss';

/** The stylesheets that an element uses. */
const ELEMENT_STYLES = ['src/widget/style.css', 'src/embed/element/launcher.css', 'src/embed/element/panel.css'];

type Pair = readonly [light: string, dark: string];

const NO_COLOR_MIX = '@supports not (color:color-mix(in srgb,red,red))';
const NO_HAS = '@supports not selector(:has(a))';
const HEX = /^#(\w{3}|\w{6})$/;
const HAS_FOCUS = /:has\(:focus-visible\)/;
const LIGHT = '{--_light:initial;--_dark: }';
const DARK = '{--_light: ;--_dark:initial}';

/** Writes the stylesheet that `src/embed/element/legacy.ts` adds to the element. */
export function elementLegacyCss(root: string): string {
  const isHost = /^:host ?> ?div/;
  const scope = (selector: string) =>
    isHost.test(selector) ? selector.replace(isHost, ':host>div.legacy') : `:host>div.legacy ${selector}`;
  const toggles = `:host>div.legacy${LIGHT}:host>div.legacy-dark${DARK}`;
  const panel = '.legacy .legacy-closed{display:none}.legacy .legacy-open{display:flex;flex-direction:column}';
  const thanks = '.legacy-thanks .close{display:none}';
  const styles = ELEMENT_STYLES.map((path) => legacyCss(readFileSync(join(root, path), 'utf8'), scope));
  return toggles + panel + thanks + styles.join('');
}

/**
 * Writes the rules for older browsers that are added to the component's stylesheet.
 *
 * @param css - the component's stylesheet
 */
export function componentLegacyCss(css: string): string {
  const toggles =
    `.hf${LIGHT}.hf[data-theme=dark]${DARK}` + `@media (prefers-color-scheme:dark){.hf:not([data-theme=light])${DARK}}`;
  // The class is repeated, so that the rules win over those that they replace.
  const scope = (selector: string) => (/^\.hf(?![\w-])/.test(selector) ? `.hf${selector}` : `.hf ${selector}`);
  return `@supports not (color:light-dark(red,red)){${toggles}${legacyCss(css, scope)}}\n`;
}

/**
 * Writes the rules that replace what older browsers do not understand in a stylesheet.
 *
 * @param css - the stylesheet
 * @param scope - changes each selector, so that the rules win over those that they replace
 */
export function legacyCss(css: string, scope: (selector: string) => string): string {
  const sheet = parse(css);
  const palette = readPalette(sheet);
  const withToggles = (value: string) =>
    replaceCalls(value, 'light-dark', ([a, b]) => `var(--_light,${a})var(--_dark,${b})`);
  const withoutMixes = (value: string) =>
    withToggles(replaceCalls(value, 'color-mix', (args) => plainColorOf(args, palette)));
  const rules = rulesOf(sheet);
  const colors = print(rules, scope, keepRelated(rules, 'light-dark('), withToggles);
  const mixes = print(rules, scope, keepRelated(rules, 'color-mix('), withoutMixes);
  const hasRules = rules.filter(({ selector }) => HAS_FOCUS.test(selector));
  const focus = print(
    hasRules,
    (selector) => scope(selector.replace(HAS_FOCUS, ':focus-within')),
    () => true,
    withToggles,
  );
  // Chromium 114 understands no variable in a `color-mix()` in the shorthand `border`.
  const borders = print(
    rules,
    scope,
    ({ prop, value }) => prop === 'border' && value.includes('color-mix('),
    (value) => value.slice(value.indexOf('color-mix(')),
    'border-color',
  );
  return `${colors}${borders}${NO_COLOR_MIX}{${mixes}}${NO_HAS}{${focus}}`;
}

function rulesOf(sheet: Root): Rule[] {
  const rules: Rule[] = [];
  sheet.walkRules((rule) => {
    rules.push(rule);
  });
  return rules;
}

const declarationsOf = (rule: Rule) => rule.nodes.filter((node) => node.type === 'decl');

/** Reads the default colours of the properties like `--_accent`. */
function readPalette(sheet: Root): Map<string, Pair> {
  const palette = new Map<string, Pair>();
  sheet.walkDecls(/^--_/, ({ prop, value }) => {
    const [, light, dark] = /light-dark\((#\w+), (#\w+)\)/.exec(value) ?? [];
    if (light && dark) palette.set(prop, [light, dark]);
  });
  return palette;
}

/**
 * Tells which declarations to repeat: those of a property that uses a function anywhere, and of its shorthands and
 * longhands. The repeated rules win over all others, so those that need no change must be among them.
 */
function keepRelated(rules: readonly Rule[], use: string): (declaration: Declaration) => boolean {
  const names = rules.flatMap(declarationsOf).flatMap(({ prop, value }) => (value.includes(use) ? prop : []));
  return ({ prop }) =>
    names.some((name) => name === prop || name.startsWith(`${prop}-`) || prop.startsWith(`${name}-`));
}

function print(
  rules: readonly Rule[],
  scope: (selector: string) => string,
  isKept: (declaration: Declaration) => boolean,
  change: (value: string) => string,
  newName?: string,
): string {
  return rules
    .map((rule) => {
      const body = declarationsOf(rule)
        .filter(isKept)
        .map(({ prop, value }) => `${newName ?? prop}:${change(value)}`);
      if (body.length === 0) return '';
      const selectors = rule.selectors.map((selector) =>
        scope(selector.replace(/\s+/g, ' ')).replace(/ ?([>~+]) ?/g, '$1'),
      );
      const parent = rule.parent as Root | AtRule;
      const text = `${selectors.join(',')}{${body.join(';')}}`;
      return parent.type === 'atrule' ? `@${parent.name} ${parent.params}{${text}}` : text;
    })
    .join('');
}

/** Replaces the calls of a CSS function in a value. */
function replaceCalls(value: string, name: string, replace: (args: string[]) => string): string {
  const start = value.indexOf(`${name}(`);
  if (start < 0) return value;
  const open = start + name.length;
  let depth = 0;
  let end = open;
  do {
    if (value[end] === '(') depth++;
    if (value[end] === ')') depth--;
    end++;
  } while (depth > 0);
  const args = list.comma(value.slice(open + 1, end - 1));
  return value.slice(0, start) + replace(args) + replaceCalls(value.slice(end), name, replace);
}

/**
 * Returns the plain colour of a `color-mix()`. It can compute a mix in `srgb` of a colour of the palette with `transparent` or
 * with a colour in hexadecimal digits. Any other mix with `transparent` becomes transparent, so that text on it can be read.
 * The rest becomes the first colour, which follows the site's `--hf-*` variables.
 */
function plainColorOf([space, first = '', second = '']: string[], palette: Map<string, Pair>): string {
  const [one, share] = splitShare(first);
  const [other, otherShare] = splitShare(second);
  const pair = palette.get(one.slice('var('.length, -1));
  if (space !== 'in srgb' || !pair || !(other === 'transparent' || HEX.test(other))) {
    return other === 'transparent' ? other : one;
  }
  const part = share ?? 1 - (otherShare ?? 0.5);
  const [light, dark] = pair.map((color) => (HEX.test(other) ? mix(color, other, part) : withAlpha(color, part)));
  return `light-dark(${light}, ${dark})`;
}

/** Splits `red 20%` into the colour and its share between 0 and 1. */
function splitShare(text: string): [color: string, share: number | undefined] {
  const [, color, percent] = /^(.+?)(?: (\d+)%)?$/.exec(text) ?? [];
  return [color ?? text, percent ? Number(percent) / 100 : undefined];
}

/** Reads the channels of `#rgb` or `#rrggbb`. */
function channelsOf(color: string): number[] {
  const digits = color.length === 4 ? color.replace(/\w/g, '$&$&') : color;
  return [1, 3, 5].map((start) => Number.parseInt(digits.slice(start, start + 2), 16));
}

const hex = (channels: readonly number[]) =>
  `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;

const withAlpha = (color: string, share: number) => hex([...channelsOf(color), share * 255]);

function mix(color: string, other: string, share: number): string {
  const others = channelsOf(other);
  return hex(channelsOf(color).map((channel, index) => channel * share + others[index]! * (1 - share)));
}
