/**
 * Finds the tag of the script that runs.
 *
 * @returns `null` in a module; an inline script only if no tag on the page loads the file
 */
export function findScript(): HTMLScriptElement | null {
  const current = document.currentScript as HTMLScriptElement | null;
  // jQuery's `.html()` runs the code of a tag as an inline script, while the tag itself is on the page.
  return current && !current.src
    ? (document.querySelector<HTMLScriptElement>('script[src*="/haptik-feedback"]') ?? current)
    : current;
}
