import { LOCALES } from '../../messages/locale.js';
import { FORM_STATE_NAMES, type FormStateName } from './form-states.js';
import { type ColorScheme, DEFAULT_THEME, type Theme } from './theme.js';

/** Everything that a visitor can choose in the playground. A link to the playground contains all of it. */
export interface Settings {
  page: 'try' | 'studio';
  theme: Theme;
  /** The widget's option `theme`. */
  themeOption: 'auto' | 'light' | 'dark';
  display: 'inline' | 'popover';
  position: 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left';
  /** The widget's option `locale`; with `auto` the option is not set. */
  locale: string;
  /** The direction of the previewed page; with `auto` it is the locale's. */
  direction: 'auto' | 'ltr' | 'rtl';
  state: FormStateName;
  device: 'phone' | 'desktop';
  scheme: ColorScheme;
  embed: 'script' | 'element' | 'component';
}

/** The locales that the widget has texts for. */
export const LOCALE_NAMES: readonly string[] = [...new Set<string>(['en', ...LOCALES])];

/** The possible values of each setting with a fixed set of values. */
export const CHOICES = {
  page: ['try', 'studio'],
  themeOption: ['auto', 'light', 'dark'],
  display: ['inline', 'popover'],
  position: ['bottom-right', 'bottom-left', 'top-right', 'top-left'],
  locale: ['auto', ...LOCALE_NAMES],
  direction: ['auto', 'ltr', 'rtl'],
  state: FORM_STATE_NAMES,
  device: ['phone', 'desktop'],
  scheme: ['light', 'dark'],
  embed: ['script', 'element', 'component'],
} as const satisfies { [Name in Exclude<keyof Settings, 'theme'>]: readonly Settings[Name][] };

/** The settings of a link without parameters. */
export const DEFAULT_SETTINGS: Settings = {
  page: 'try',
  theme: DEFAULT_THEME,
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
