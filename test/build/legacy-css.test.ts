import { describe, expect, it } from 'vitest';
import { componentLegacyCss, elementLegacyCss, legacyCss } from '../../build/legacy-css.js';

const ROOT = `${import.meta.dirname}/../..`;
const PALETTE = '.hf { --_border: var(--hf-border, light-dark(#ff0000, #00f)); }';

const legacyOf = (css: string) => legacyCss(PALETTE + css, (selector) => `.old ${selector}`);

describe('legacyCss', () => {
  it('replaces light-dark() with two fallbacks', () => {
    expect(legacyOf('')).toContain('.old .hf{--_border:var(--hf-border, var(--_light,#ff0000)var(--_dark,#00f))}');
  });

  it('repeats the other declarations of a replaced property, and nothing else', () => {
    const css = legacyOf('a { color: light-dark(red, blue); margin: 0 } b:hover { color: green } b { margin: 1px }');

    expect(css).toContain('.old a{color:var(--_light,red)var(--_dark,blue)}.old b:hover{color:green}');
    expect(css).not.toContain('margin');
  });

  it('mixes a colour of the palette with transparent, and with a plain colour', () => {
    const css = legacyOf(`
      a { background: color-mix(in srgb, var(--_border) 50%, transparent); }
      b { background: color-mix(in srgb, var(--_border), #000 50%); }
    `);

    expect(css).toContain('.old a{background:var(--_light,#ff000080)var(--_dark,#0000ff80)}');
    expect(css).toContain('.old b{background:var(--_light,#800000)var(--_dark,#000080)}');
  });

  it('keeps the first colour of any other mix', () => {
    const css = legacyOf('a { background: color-mix(in oklab, var(--_border) 20%, var(--_surface)); }');

    expect(css).toContain('.old a{background:var(--_border)}');
  });

  it('makes a tint of an unknown colour transparent', () => {
    const css = legacyOf('a { background: color-mix(in srgb, var(--_tone) 12%, transparent); }');

    expect(css).toContain('.old a{background:transparent}');
  });

  it('keeps at-rules around rules', () => {
    const css = legacyOf('@media (hover: hover) { a { color: light-dark(red, blue); } }');

    expect(css).toContain('@media (hover: hover){.old a{color:var(--_light,red)var(--_dark,blue)}}');
  });

  it('replaces :has(:focus-visible) in browsers without :has()', () => {
    const css = legacyOf('a:has(:focus-visible) { outline: 1px solid; }');

    expect(css).toContain('@supports not selector(:has(a)){.old a:focus-within{outline:1px solid}}');
  });
});

it.each([
  ['the element', elementLegacyCss(ROOT)],
  ['the component', componentLegacyCss('.hf { color: light-dark(#000, #fff) }')],
])('leaves no light-dark() or color-mix() outside @supports in the stylesheet of %s', (_what, css) => {
  const code = css.replaceAll(/@supports not \([^{]*/g, '').replaceAll(/border-color:color-mix\(/g, '');

  expect(code).not.toMatch(/light-dark\(|color-mix\(/);
});
