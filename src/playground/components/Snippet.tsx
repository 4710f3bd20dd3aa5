import { useId } from 'preact/hooks';
import { CopyButton } from './CopyButton.js';

/** Shows code with a button that copies it. */
export function Snippet({ title, copyLabel, code }: { title: string; copyLabel: string; code: string }) {
  const id = useId();
  return (
    <div class="snippet">
      <div class="snippet-head">
        <h3 id={id}>{title}</h3>
        <CopyButton label={copyLabel} text={() => code} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard can only scroll an element that has the focus */}
      <section class="code" aria-labelledby={id} tabIndex={0}>
        <pre>
          <code>{code}</code>
        </pre>
      </section>
    </div>
  );
}
