import { splitJson } from './split-json.js';

/** Shows a value as JSON that wraps between its tokens. A text is shown as it is. */
export function JsonCode({ value }: { value: unknown }) {
  if (typeof value === 'string') return <code>{value}</code>;
  return (
    <code class="json">
      {splitJson(JSON.stringify(value)).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an entry never change
        <span key={index}>
          {part}
          <wbr />
        </span>
      ))}
    </code>
  );
}
