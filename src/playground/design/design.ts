import { LOCALES } from '../../messages/locale.js';
import { STATE_NAMES, type StateName } from './states.js';
import { PLAIN, type Scheme, type Theme } from './theme.js';

/** All that the page shows and that a link to it carries. */
export interface Design {
  page: 'try' | 'studio';
  theme: Theme;
  /** The option `theme`. */
  themeOption: 'auto' | 'light' | 'dark';
  display: 'inline' | 'popover';
  position: 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left';
  /** The option `locale`; `auto` leaves it to the page around the form. */
  locale: string;
  /** The direction of the previewed page; `auto` follows the locale. */
  direction: 'auto' | 'ltr' | 'rtl';
  state: StateName;
  device: 'phone' | 'desktop';
  scheme: Scheme;
  embed: 'script' | 'element' | 'component';
}

/** The locales to choose from. */
export const LOCALE_NAMES: readonly string[] = [...new Set<string>(['en', ...LOCALES])];

/** The values of what is one of a few; the first is the default. */
export const CHOICES = {
  page: ['try', 'studio'],
  themeOption: ['auto', 'light', 'dark'],
  display: ['inline', 'popover'],
  position: ['bottom-right', 'bottom-left', 'top-right', 'top-left'],
  locale: ['auto', ...LOCALE_NAMES],
  direction: ['auto', 'ltr', 'rtl'],
  state: STATE_NAMES,
  device: ['phone', 'desktop'],
  scheme: ['light', 'dark'],
  embed: ['script', 'element', 'component'],
} as const satisfies { [Name in Exclude<keyof Design, 'theme'>]: readonly Design[Name][] };

export const DEFAULT_DESIGN: Design = {
  page: 'try',
  theme: PLAIN,
  themeOption: 'auto',
  display: 'inline',
  position: 'bottom-right',
  locale: 'auto',
  direction: 'auto',
  state: 'editing',
  device: 'phone',
  scheme: 'light',
  embed: 'script',
};
