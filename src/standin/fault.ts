/**
 * What goes wrong on purpose.
 *
 * - `none`: nothing
 * - `slow`: answers after a few seconds
 * - `500`: answers 500 and records nothing
 * - `unreachable`: no answer at all
 * - `wrong-token`: the caller's token counts as invalid
 */
export type Fault = (typeof FAULTS)[number];

/** Every fault there is. */
export const FAULTS = ['none', 'slow', '500', 'unreachable', 'wrong-token'] as const;

export function isFault(value: unknown): value is Fault {
  return FAULTS.includes(value as Fault);
}
