/** Shows a value as JSON. A text is shown as it is. */
export function JsonCode({ value }: { value: unknown }) {
  return <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>;
}
