import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Returns the URL of the script of the page `/rate`, with the content's hash, so that browsers can keep the file. */
export function pageScriptUrl(embedFolder: string): string {
  const name = 'haptik-feedback.page.js';
  try {
    const hash = createHash('sha256').update(readFileSync(`${embedFolder}${name}`));
    return `${name}?v=${hash.digest('base64url').slice(0, 8)}`;
  } catch {
    return name;
  }
}
