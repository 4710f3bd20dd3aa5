import { useSignal, useSignalEffect } from '@preact/signals';
import { announce } from './announce.js';

const CHECK_MARK_MS = 2000;

/** Copies a text to the clipboard and confirms it with a check mark. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const isCopied = useSignal(false);
  useSignalEffect(() => {
    if (!isCopied.value) return undefined;
    const timer = setTimeout(() => {
      isCopied.value = false;
    }, CHECK_MARK_MS);
    return () => clearTimeout(timer);
  });

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      isCopied.value = true;
      announce('Copied.');
    } catch {
      announce('The browser did not allow copying. Select the text and copy it yourself.');
    }
  };
  return (
    <button type="button" class="button" onClick={copy}>
      {label}
      {isCopied.value && <span aria-hidden="true"> ✓</span>}
    </button>
  );
}
