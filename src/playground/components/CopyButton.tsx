import { useSignal, useSignalEffect } from '@preact/signals';
import { announce } from './announce.js';

const CHECK_MARK_MS = 2000;

/** The props of `CopyButton`. */
export interface CopyButtonProps {
  label: string;
  text: () => string;
  /** The same as HTML, for programs that paste formatted text. */
  html?: () => string;
}

/** Copies a text to the clipboard and confirms it with a check mark. */
export function CopyButton({ label, text, html }: CopyButtonProps) {
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
      if (html) await navigator.clipboard.write([clipboardItemOf(text(), html())]);
      else await navigator.clipboard.writeText(text());
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

function clipboardItemOf(text: string, html: string): ClipboardItem {
  const blobOf = (content: string, type: string) => new Blob([content], { type });
  return new ClipboardItem({ 'text/plain': blobOf(text, 'text/plain'), 'text/html': blobOf(html, 'text/html') });
}
