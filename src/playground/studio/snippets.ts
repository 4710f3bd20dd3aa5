import type { Settings } from '../settings/settings.js';
import { declarationsOf } from '../settings/theme.js';

const ORIGIN = 'https://feedback.example.com';
const VISITOR = 'USER';

type Attributes = [name: string, value: string][];

/** Lists the options that differ from their defaults, as attributes in kebab case. */
function optionsOf({ display, position, themeOption, locale }: Settings): Attributes {
  const options: Attributes = [];
  if (display === 'popover') {
    options.push(['display', 'popover']);
    if (position !== 'bottom-right') options.push(['position', position]);
  }
  if (themeOption !== 'auto') options.push(['theme', themeOption]);
  if (locale !== 'auto') options.push(['locale', locale]);
  return options;
}

const REQUIRED: Attributes = [
  ['relay-url', `${ORIGIN}/feedback`],
  ['business-id', '343'],
  ['auth-id', VISITOR],
];

/** Reserves the form's height, so that the page does not move when the form appears. */
const MIN_HEIGHT = 'min-height: 34em';

function writeTag(name: string, attributes: readonly (readonly [string, string?])[]): string {
  const lines = attributes.map(([key, value]) => `  ${key}${value === undefined ? '' : `="${value}"`}`);
  return `<${name}\n${lines.join('\n')}\n></${name}>`;
}

/** Writes the script tag. Without a target the script shows a popover. */
export function scriptSnippet(settings: Settings): string {
  const isPopover = settings.display === 'popover';
  const options = optionsOf(settings).filter(([name]) => name !== 'display');
  const attributes = [...REQUIRED, ...(isPopover ? [] : [['target', '#feedback'] as [string, string]]), ...options];
  const script = writeTag('script', [
    ['async'],
    ['src', `${ORIGIN}/haptik-feedback.js`],
    ...attributes.map(([name, value]) => [`data-${name}`, value] as const),
  ]);
  return isPopover ? script : `<div id="feedback" style="${MIN_HEIGHT}"></div>\n\n${script}`;
}

/** Writes the script tag and the element. */
export function elementSnippet(settings: Settings): string {
  const script = `<script async src="${ORIGIN}/haptik-feedback.js"></script>`;
  const reserved =
    settings.display === 'inline' ? ([['style', `display: block; ${MIN_HEIGHT}`]] satisfies Attributes) : [];
  return `${script}\n\n${writeTag('haptik-feedback', [...reserved, ...REQUIRED, ...optionsOf(settings)])}`;
}

/** Writes the Preact code: the component for an inline form, the element for a popover, which the component cannot show. */
export function componentSnippet(settings: Settings): string {
  const isPopover = settings.display === 'popover';
  const imports = isPopover
    ? ["import 'haptik-feedback-widget/element';", "import 'haptik-feedback-widget/jsx/preact'; // types only"]
    : ["import { FeedbackWidget } from 'haptik-feedback-widget';", "import 'haptik-feedback-widget/style.css';"];
  const props = [
    `relayUrl="${ORIGIN}/feedback"`,
    'businessId={343}',
    'authId={user.id}',
    ...optionsOf(settings).map(([name, value]) => `${name}="${value}"`),
  ];
  const name = isPopover ? 'haptik-feedback' : 'FeedbackWidget';
  return [...imports, '', `<${name}`, ...props.map((prop) => `  ${prop}`), '/>;'].join('\n');
}

/** Writes the CSS of the theme. The default theme gives an empty text. */
export function cssSnippet({ theme, display, embed }: Pick<Settings, 'theme' | 'display' | 'embed'>): string {
  const declarations = declarationsOf(theme);
  if (declarations.length === 0) return '';
  const selector = embed === 'component' && display === 'inline' ? ':root' : 'haptik-feedback';
  return [`${selector} {`, ...declarations.map(([variable, value]) => `  ${variable}: ${value};`), '}'].join('\n');
}
