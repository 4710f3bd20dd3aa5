import type { Design } from '../design/design.js';
import { declarationsOf } from '../design/theme.js';

const ORIGIN = 'https://feedback.example.com';
const VISITOR = 'USER';

type Attributes = [name: string, value: string][];

/** The options of a design that differ from the defaults, in kebab case. */
function optionsOf({ display, position, themeOption, locale }: Design): Attributes {
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

/** Keeps the form's place until it arrives. */
const RESERVED: Attributes = [['style', 'display: block; min-height: 34em']];

function markup(name: string, attributes: readonly (readonly [string, string?])[]): string {
  const lines = attributes.map(([key, value]) => `  ${key}${value === undefined ? '' : `="${value}"`}`);
  return `<${name}\n${lines.join('\n')}\n></${name}>`;
}

/** One script tag; without a target it is a popover already. */
export function scriptSnippet(design: Design): string {
  const isPopover = design.display === 'popover';
  const options = optionsOf(design).filter(([name]) => name !== 'display');
  const data = [...REQUIRED, ...(isPopover ? [] : [['target', '#feedback'] as [string, string]]), ...options];
  const script = markup('script', [
    ['async'],
    ['src', `${ORIGIN}/haptik-feedback.js`],
    ...data.map(([name, value]) => [`data-${name}`, value] as const),
  ]);
  return isPopover ? script : `<div id="feedback"></div>\n${script}`;
}

export function elementSnippet(design: Design): string {
  const script = `<script async src="${ORIGIN}/haptik-feedback.js"></script>`;
  const place = design.display === 'inline' ? RESERVED : [];
  return `${script}\n\n${markup('haptik-feedback', [...place, ...REQUIRED, ...optionsOf(design)])}`;
}

/** The component is always inline; a popover in an app is the element. */
export function componentSnippet(design: Design): string {
  const isPopover = design.display === 'popover';
  const imports = isPopover
    ? ["import 'haptik-feedback-widget/element';", "import 'haptik-feedback-widget/jsx/preact'; // types only"]
    : ["import { FeedbackWidget } from 'haptik-feedback-widget';", "import 'haptik-feedback-widget/style.css';"];
  const props = [
    `relayUrl="${ORIGIN}/feedback"`,
    'businessId={343}',
    'authId={user.id}',
    ...optionsOf(design).map(([name, value]) => `${name}="${value}"`),
  ];
  const name = isPopover ? 'haptik-feedback' : 'FeedbackWidget';
  return [...imports, '', `<${name}`, ...props.map((prop) => `  ${prop}`), '/>;'].join('\n');
}

/** The theme as CSS; the empty text for the widget's own looks. */
export function cssSnippet({ theme, display, embed }: Pick<Design, 'theme' | 'display' | 'embed'>): string {
  const declarations = declarationsOf(theme);
  if (declarations.length === 0) return '';
  const selector = embed === 'component' && display === 'inline' ? ':root' : 'haptik-feedback';
  return [`${selector} {`, ...declarations.map(([variable, value]) => `  ${variable}: ${value};`), '}'].join('\n');
}
