import {
  type ColorName,
  type ColorPair,
  DEFAULT_THEME,
  FONTS,
  type Theme,
  withoutDefaults,
} from '../settings/theme.js';

/** A theme to start with. */
export interface Preset {
  name: string;
  label: string;
  theme: Theme;
}

type Colors = Partial<Record<ColorName, readonly [light: string, dark: string]>>;

function createPreset(name: string, label: string, colors: Colors, rest: Omit<Theme, 'colors'>): Preset {
  const pairs: Partial<Record<ColorName, ColorPair>> = {};
  for (const [color, [light, dark]] of Object.entries(colors)) pairs[color as ColorName] = { light, dark };
  return { name, label, theme: withoutDefaults({ colors: pairs, ...rest }) };
}

/** The themes to start with. Their texts have a contrast of at least 7:1 in both colour schemes. */
export const PRESETS: readonly Preset[] = [
  { name: 'indigo', label: 'Indigo', theme: DEFAULT_THEME },
  createPreset(
    'ink',
    'Ink',
    {
      accent: ['#141414', '#f4f4f2'],
      'on-accent': ['#ffffff', '#141414'],
      surface: ['#ffffff', '#131313'],
      text: ['#141414', '#f4f4f2'],
      muted: ['#4a4a4a', '#bdbdba'],
      border: ['#7c7c7c', '#808080'],
      star: ['#141414', '#f4f4f2'],
      'star-empty': ['#7c7c7c', '#808080'],
    },
    { dimensions: { radius: 4 }, shadow: 'none' },
  ),
  createPreset(
    'ocean',
    'Ocean',
    {
      accent: ['#0b4a6b', '#8fd6f5'],
      'on-accent': ['#ffffff', '#05293b'],
      surface: ['#f8fcfe', '#0f1b22'],
      text: ['#0d2433', '#e8f3f8'],
      muted: ['#3a5263', '#abc3cf'],
      border: ['#6c8594', '#69828f'],
      star: ['#f29f05', '#ffcb66'],
      error: ['#8c1004', '#ffb3a8'],
      'star-empty': ['#6c8594', '#69828f'],
    },
    { dimensions: { radius: 16 } },
  ),
  createPreset(
    'forest',
    'Forest',
    {
      accent: ['#1f5132', '#a6dcb4'],
      'on-accent': ['#ffffff', '#0b2414'],
      surface: ['#fbfcf8', '#141a15'],
      text: ['#1b2a1f', '#ecf3ec'],
      muted: ['#435045', '#b6c4b8'],
      border: ['#768378', '#728074'],
      star: ['#e0a100', '#f4c95d'],
      error: ['#8c1004', '#ffb3a8'],
      'star-empty': ['#768378', '#728074'],
    },
    { dimensions: { radius: 10 }, font: FONTS.humanist.css },
  ),
  createPreset(
    'terracotta',
    'Terracotta',
    {
      accent: ['#86300f', '#ffb79e'],
      'on-accent': ['#ffffff', '#3b1206'],
      surface: ['#fffaf5', '#201713'],
      text: ['#33190f', '#f9ece5'],
      muted: ['#5c453a', '#d3bcb0'],
      border: ['#8f7668', '#8f776b'],
      star: ['#e8871e', '#fdba5a'],
      error: ['#8c1004', '#ffb3a8'],
      'star-empty': ['#8f7668', '#8f776b'],
    },
    { dimensions: { radius: 8 }, font: FONTS.classic.css },
  ),
  createPreset(
    'plum',
    'Plum',
    {
      accent: ['#6b1f6b', '#edb6ef'],
      'on-accent': ['#ffffff', '#3a0b3b'],
      surface: ['#ffffff', '#1d141f'],
      text: ['#2a1430', '#f6ecf7'],
      muted: ['#574560', '#cbb9cf'],
      border: ['#8a7a90', '#86758d'],
      star: ['#d6417b', '#ff94ba'],
      'star-empty': ['#8a7a90', '#86758d'],
    },
    { dimensions: { radius: 22 }, font: FONTS.rounded.css, shadow: 'lifted' },
  ),
  createPreset(
    'paper',
    'Paper',
    {
      accent: ['#3a3226', '#e9dfc8'],
      'on-accent': ['#fffdf7', '#2a2418'],
      surface: ['#faf7f0', '#1b1a17'],
      text: ['#26221a', '#f0ebe0'],
      muted: ['#4f483b', '#c2baa8'],
      border: ['#827a6a', '#827a6a'],
      star: ['#c79a2b', '#d9bd6b'],
      error: ['#8c1004', '#ffb3a8'],
      'star-empty': ['#827a6a', '#827a6a'],
    },
    { dimensions: { radius: 2 }, font: FONTS.serif.css, shadow: 'none' },
  ),
  createPreset(
    'terminal',
    'Terminal',
    {
      accent: ['#00513f', '#62efc2'],
      'on-accent': ['#ffffff', '#00241b'],
      surface: ['#f6f9f8', '#0b0f0e'],
      text: ['#0f1a17', '#e4f5ee'],
      muted: ['#3d4d48', '#a8bdb6'],
      border: ['#6f817b', '#64766f'],
      star: ['#d99800', '#f6d365'],
      error: ['#8c1004', '#ffb3a8'],
      'star-empty': ['#6f817b', '#64766f'],
    },
    { dimensions: { radius: 6 }, font: FONTS.mono.css, shadow: 'hard' },
  ),
  createPreset(
    'high-contrast',
    'High contrast',
    {
      accent: ['#00008f', '#ffff66'],
      'on-accent': ['#ffffff', '#000000'],
      surface: ['#ffffff', '#000000'],
      text: ['#000000', '#ffffff'],
      muted: ['#1f1f1f', '#e6e6e6'],
      border: ['#000000', '#ffffff'],
      star: ['#00008f', '#ffff66'],
      'star-empty': ['#000000', '#ffffff'],
      error: ['#8a0000', '#ffc9c2'],
      success: ['#00471b', '#a6ffc8'],
    },
    { dimensions: { radius: 4, 'font-size': 1.125, 'star-size': 2.75 }, shadow: 'none' },
  ),
];

/** Finds the preset that looks the same as a theme. */
export function findPreset(theme: Theme): Preset | undefined {
  const wanted = JSON.stringify(withoutDefaults(theme));
  return PRESETS.find((candidate) => JSON.stringify(candidate.theme) === wanted);
}
