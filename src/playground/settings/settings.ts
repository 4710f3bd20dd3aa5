import { LOCALES } from '../../messages/locale.js';
import { FORM_STATE_NAMES, type FormStateName } from './form-states.js';
import { type ColorScheme, DEFAULT_THEME, type Theme } from './theme.js';

/** Everything that a visitor can choose in the playground. A link to the playground contains all of it. */
export interface Settings {
  page: 'try' | 'studio' | 'examples' | 'docs';
  theme: Theme;
  /** The widget's option `theme`. */
  themeOption: 'auto' | 'light' | 'dark';
  display: 'inline' | 'popover';
  position: 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left';
  /** The widget's option `launcher`, for a popover. */
  launcher: 'button' | 'tab' | 'none';
  /** The widget's option `headingLevel` as a digit. */
  headingLevel: '1' | '2' | '3' | '4' | '5' | '6';
  /** The widget's option `locale`; `auto` if the option is not set. */
  locale: string;
  /** The direction of the previewed page; `auto` for the direction of the locale. */
  direction: 'auto' | 'ltr' | 'rtl';
  state: FormStateName;
  device: 'phone' | 'desktop';
  scheme: ColorScheme;
  /** The way to embed the form whose code the Studio shows. */
  embed: Way;
  /** The widget's option `relayUrl`, in the code. */
  relayUrl: string;
  /** The widget's option `businessId` as digits, in the code. */
  businessId: string;
  /** The widget's option `askOn`, for a popover; empty if the form does not open by itself. */
  askOn: string;
  /** The widget's option `askDelayMs` as digits; empty for its default. The same goes for the next three. */
  askDelayMs: string;
  /** The widget's option `askShare` as digits. */
  askShare: string;
  /** The widget's option `askAgainAfterHours` as digits. */
  askAgainAfterHours: string;
  /** The widget's option `conversationId`. */
  conversationId: string;
  /** How the code names the visitor: by an id, or by an id and a signed token. */
  visitor: 'id' | 'token';
  /** The example that the page of examples shows. */
  example: ExampleName;
  /** The document that the page of documents shows. */
  doc: string;
}

/** The examples in the order in which the playground lists them: HTML files of `public/examples/`, and React. */
const EXAMPLE_NAMES = [
  'launcher',
  'inline',
  'at-once',
  'element',
  'mount',
  'react',
  'tag-manager',
  'webview',
  'theme',
  'locale',
  'haptik',
  'csp',
  'standalone',
] as const;

export type ExampleName = (typeof EXAMPLE_NAMES)[number];

/** The documents that the playground lists first: files of `docs/`. */
const FIRST_DOC_NAMES = [
  'embedding',
  'options',
  'asking',
  'theming',
  'languages',
  'accessibility',
  'relay',
  'identity',
];

/** The documents in the order in which the playground lists them. */
const DOC_NAMES: readonly string[] = [
  ...new Set([
    ...FIRST_DOC_NAMES,
    ...Object.keys(import.meta.glob('../../../docs/*.md')).map((path) => path.replace(/^.*\/|\.md$/g, '')),
  ]),
];

/** The ways to embed the form, in the order in which the Studio shows them. */
const WAY_NAMES = [
  'script',
  'element',
  'preact',
  'react',
  'next',
  'vue',
  'angular',
  'tag-manager',
  'wordpress',
  'shopify',
  'webview',
] as const;

export type Way = (typeof WAY_NAMES)[number];

/** The locales that the widget has texts for. */
export const LOCALE_NAMES: readonly string[] = [...new Set<string>(['en', ...LOCALES])];

/** The settings that say what the playground shows. They are not part of the theme or the options. */
export const VIEW_NAMES = ['page', 'state', 'device', 'scheme', 'embed', 'example', 'doc'] as const;

/** Returns the settings with the view (`VIEW_NAMES`) of other settings. */
export function withView(settings: Settings, shown: Settings): Settings {
  return { ...settings, ...Object.fromEntries(VIEW_NAMES.map((name) => [name, shown[name]])) };
}

/** The possible values of each setting with a fixed set of values. */
export const CHOICES = {
  page: ['try', 'studio', 'examples', 'docs'],
  themeOption: ['auto', 'light', 'dark'],
  display: ['inline', 'popover'],
  position: ['bottom-right', 'bottom-left', 'top-right', 'top-left'],
  launcher: ['button', 'tab', 'none'],
  headingLevel: ['1', '2', '3', '4', '5', '6'],
  locale: ['auto', ...LOCALE_NAMES],
  direction: ['auto', 'ltr', 'rtl'],
  state: FORM_STATE_NAMES,
  device: ['phone', 'desktop'],
  scheme: ['light', 'dark'],
  embed: WAY_NAMES,
  visitor: ['id', 'token'],
  example: EXAMPLE_NAMES,
  doc: DOC_NAMES,
} as const satisfies { [Name in Exclude<keyof Settings, 'theme' | TextName>]: readonly Settings[Name][] };

/** The settings that the visitor types. */
export type TextName =
  | 'relayUrl'
  | 'businessId'
  | 'askOn'
  | 'askDelayMs'
  | 'askShare'
  | 'askAgainAfterHours'
  | 'conversationId';

/** An absolute `https:` URL with a path, `http:` for loopback, or a path on the page's origin. */
const RELAY_URL = /^(?:https:\/\/[\w.-]+(?::\d+)?|http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?)?\/(?!\/)[\w./~%-]*$/;

/** Triggers of the option `askOn`, with commas between them. Simple selectors are enough here. */
const TRIGGER = String.raw`(?:(?:event|haptik):[\w.:-]+|delay:\d{1,4}|gone:[.#]?[\w-]+)`;
const ASK_ON = new RegExp(`^(?:${TRIGGER}(?:, ?${TRIGGER})*)?$`);

/** Accepts digits up to a number, and an empty text. */
const upTo = (max: number) => (text: string) => /^\d{0,6}$/.test(text) && Number(text) <= max;

/** Checks the settings that the visitor types. The widget accepts every valid text, and HTML needs no escape in it. */
export const TEXTS: Readonly<Record<TextName, (text: string) => boolean>> = {
  relayUrl: (text) => text.length <= 500 && RELAY_URL.test(text),
  businessId: (text) => /^[1-9]\d{0,14}$/.test(text),
  askOn: (text) => text.length <= 200 && ASK_ON.test(text),
  askDelayMs: upTo(600_000),
  askShare: upTo(100),
  askAgainAfterHours: upTo(8760),
  conversationId: (text) => /^[\w.:-]{0,256}$/.test(text),
};

/** The settings of a link without parameters. */
export const DEFAULT_SETTINGS: Settings = {
  page: 'try',
  theme: DEFAULT_THEME,
  themeOption: 'auto',
  display: 'inline',
  position: 'bottom-right',
  launcher: 'button',
  headingLevel: '2',
  locale: 'auto',
  direction: 'auto',
  state: 'editing',
  device: 'phone',
  scheme: 'light',
  embed: 'script',
  relayUrl: 'https://feedback.example.com/feedback',
  businessId: '343',
  askOn: '',
  askDelayMs: '',
  askShare: '',
  askAgainAfterHours: '',
  conversationId: '',
  visitor: 'id',
  example: 'launcher',
  doc: 'embedding',
};
