import { directionOf } from '../../messages/locale.js';
import { LOCALE_NAMES } from './settings.js';

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** The choices of the widget's option `locale`, with their English names. */
export const LOCALE_CHOICES = [
  { value: 'auto', label: 'Same as the page' },
  ...LOCALE_NAMES.map((value) => ({
    value,
    label: `${languageNames.of(value)} (${value}${directionOf(value) === 'rtl' ? ', right to left' : ''})`,
  })),
];
