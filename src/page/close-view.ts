/** How long the thanks are shown before a web view closes, in milliseconds. */
const THANKS_MS = 2000;

/**
 * Closes the page where it is a web view in Haptik's chat: on the web by a message to the page around it, in the mobile
 * SDKs by an address that they understand. Haptik: Webview.
 *
 * @param message - JSON to post, if it is not the documented one
 */
export function closeView(message: string | undefined): void {
  setTimeout(() => {
    // The message says nothing about the visitor, so any page may read it; `frame-ancestors` limits which page that is.
    if (parent !== window) parent.postMessage(JSON.parse(message || '{"action":"close","message":""}'), '*');
    else location.href = 'http://haptik-webview//perform-action?action=close&message=';
  }, THANKS_MS);
}
