/**
 * Reads a field of parsed JSON of unknown shape.
 *
 * @returns `undefined` for a value that is not an object, and for a field that it lacks or inherits
 */
export function ownField(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
