// The build of the browser files imports these in place of the globals of the same names: build/plugins/native-globals.ts.

/** The native versions of globals that some pages replace. */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the names are those of the globals that they replace
export const { AbortController, Headers, JSON, Request, URL } = findNativeWindow();

/** Finds a window whose globals are native: the page's, else that of an empty frame. */
function findNativeWindow(): typeof globalThis {
  const page = window as typeof globalThis;
  const { parse, stringify } = page.JSON;
  if ([page.AbortController, page.Headers, parse, stringify, page.Request, page.URL].every(isNative)) return page;
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.documentElement.append(frame);
  return (frame.contentWindow as typeof globalThis | null) ?? page;
}

function isNative(value: unknown): boolean {
  return typeof value === 'function' && /\[native code\]/.test(Function.prototype.toString.call(value));
}
