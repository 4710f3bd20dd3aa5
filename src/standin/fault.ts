/**
 * A fault that the stand-in simulates.
 *
 * - `none`: no fault
 * - `slow`: answers after a few seconds
 * - `500`: answers 500 and records nothing
 * - `unreachable`: no answer at all
 * - `wrong-token`: the caller's token counts as invalid
 */
export type Fault = (typeof FAULTS)[number];

/** Every fault. */
export const FAULTS = ['none', 'slow', '500', 'unreachable', 'wrong-token'] as const;

/** Tells whether a value names a fault. */
export function isFault(value: unknown): value is Fault {
  return FAULTS.includes(value as Fault);
}
