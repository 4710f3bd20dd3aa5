import type { TextName } from '../settings/settings.js';

/** Returns the id of the field in which an option is typed. */
export const optionId = (name: TextName): string => `option-${name}`;
