/** The values of options that have few, and the ends of ranges. */
export const DISPLAYS = ['inline', 'popover'] as const;
export const POSITIONS = ['bottom-right', 'bottom-left', 'top-right', 'top-left'] as const;
export const THEMES = ['auto', 'light', 'dark'] as const;
export const TIMEOUT_MAX_MS = 600_000;
export const RETRIES_MAX = 10;
