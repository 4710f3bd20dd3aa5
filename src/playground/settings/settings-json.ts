import { readLink, writeLink } from './link.js';
import { type Settings, VIEW_NAMES, withView } from './settings.js';

/** Writes the theme and the options that differ from the defaults, by the names of a link's parameters. */
export function writeJson(settings: Settings): string {
  const [, query] = writeLink({ ...settings, page: 'studio' }).split(/\?(.*)/s);
  const values = [...new URLSearchParams(query)].filter(([name]) => !(VIEW_NAMES as readonly string[]).includes(name));
  return JSON.stringify(Object.fromEntries(values.map(([name, text]) => [name, jsonValue(text)])), undefined, 2);
}

/** Converts a link's value to JSON. A link has two colours as `3d3a9e.b8bdff`; the JSON has a list of CSS colours. */
function jsonValue(text: string): unknown {
  const colors = /^([\da-f]{6})\.([\da-f]{6})$/.exec(text);
  if (colors) return [`#${colors[1]}`, `#${colors[2]}`];
  // A conversation's id may begin with a zero or be a long number.
  return text !== '' && String(Number(text)) === text ? Number(text) : text;
}

/**
 * Reads JSON that `writeJson` wrote.
 *
 * @param current the current settings; the result keeps their view (`VIEW_NAMES`)
 * @returns the settings, or a text that says what is wrong
 */
export function readJson(json: string, current: Settings): Settings | string {
  let values: unknown;
  try {
    values = JSON.parse(json);
  } catch {
    return 'This is not JSON.';
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return 'Enter an object: { … }.';
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    parameters.set(name, Array.isArray(value) ? value.join('.').replaceAll('#', '') : String(value));
  }
  const wrong = new Set<string>(VIEW_NAMES.filter((name) => name in values));
  const read = readLink(`studio?${parameters}`, (name) => wrong.add(name));
  if (wrong.size > 0) return `Unknown name or wrong value: ${[...wrong].join(', ')}.`;
  return withView(read, current);
}
