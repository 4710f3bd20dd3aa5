import type { Parcel } from '../feedback/memory.js';
import { isAnswered } from './answered.js';
import { keysOf } from './memory.js';

/**
 * Reads what was sent while there was nobody to send it.
 *
 * @param scope - whose it is; of `undefined` nothing was kept
 */
export function readParcel(
  scope: string | undefined,
  browser: Pick<typeof globalThis, 'localStorage'> = globalThis,
): Parcel | undefined {
  try {
    const text = browser.localStorage.getItem(keysOf(scope!).waiting);
    const { began, feedback } = JSON.parse(text!) as Partial<Parcel>;
    return Number.isSafeInteger(began) && isAnswered(feedback) ? { began: began!, feedback } : undefined;
  } catch {
    return undefined;
  }
}
