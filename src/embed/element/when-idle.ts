/** Runs a function when the page has loaded and has nothing to do; never for a visitor who saves data or has a slow network. */
export function whenIdle(run: () => void): void {
  const { saveData, effectiveType = '' }: NetworkInformation = navigator.connection ?? {};
  if (saveData || /2g/.test(effectiveType)) return;
  // Safari has no `requestIdleCallback`.
  const wait = () => (window.requestIdleCallback ?? setTimeout)(run);
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait);
}

/** What Chromium tells about the network (Network Information API). */
interface NetworkInformation {
  saveData?: boolean;
  effectiveType?: string;
}

declare global {
  interface Navigator {
    readonly connection?: NetworkInformation;
  }
}
