import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DESIGN } from '../../../src/playground/design/design.js';
import {
  componentSnippet,
  cssSnippet,
  elementSnippet,
  scriptSnippet,
} from '../../../src/playground/studio/snippets.js';

const INLINE = { ...DEFAULT_DESIGN, locale: 'hi', themeOption: 'dark' } as const;
const POPOVER = { ...DEFAULT_DESIGN, display: 'popover', position: 'top-left' } as const;

describe('snippets', () => {
  it('of a script, inline and as a popover', () => {
    expect(scriptSnippet(INLINE)).toBe(`<div id="feedback"></div>
<script
  async
  src="https://feedback.example.com/haptik-feedback.js"
  data-relay-url="https://feedback.example.com/feedback"
  data-business-id="343"
  data-auth-id="USER"
  data-target="#feedback"
  data-theme="dark"
  data-locale="hi"
></script>`);
    expect(scriptSnippet(POPOVER)).toBe(`<script
  async
  src="https://feedback.example.com/haptik-feedback.js"
  data-relay-url="https://feedback.example.com/feedback"
  data-business-id="343"
  data-auth-id="USER"
  data-position="top-left"
></script>`);
  });

  it('of the element', () => {
    expect(elementSnippet(POPOVER)).toBe(`<script async src="https://feedback.example.com/haptik-feedback.js"></script>

<haptik-feedback
  relay-url="https://feedback.example.com/feedback"
  business-id="343"
  auth-id="USER"
  display="popover"
  position="top-left"
></haptik-feedback>`);
    expect(elementSnippet(DEFAULT_DESIGN)).toContain('<haptik-feedback\n  style="display: block; min-height: 34em"\n');
  });

  it('of the component, which is always inline', () => {
    expect(componentSnippet(INLINE)).toBe(`import { FeedbackWidget } from 'haptik-feedback-widget';
import 'haptik-feedback-widget/style.css';

<FeedbackWidget
  relayUrl="https://feedback.example.com/feedback"
  businessId={343}
  authId={user.id}
  theme="dark"
  locale="hi"
/>;`);
    expect(componentSnippet(POPOVER)).toBe(`import 'haptik-feedback-widget/element';
import 'haptik-feedback-widget/jsx/preact'; // types only

<haptik-feedback
  relayUrl="https://feedback.example.com/feedback"
  businessId={343}
  authId={user.id}
  display="popover"
  position="top-left"
/>;`);
  });

  it('are the ones in docs/embedding.md', () => {
    const page = readFileSync(new URL('../../../docs/embedding.md', import.meta.url), 'utf8');
    expect(page).toContain(scriptSnippet({ ...DEFAULT_DESIGN, display: 'popover' }));
    expect(page).toContain(elementSnippet(DEFAULT_DESIGN));
    const [beforeProps, props] = componentSnippet(DEFAULT_DESIGN).split('\n/>;');
    expect(page).toContain(beforeProps);
    expect(props).toBe('');
  });

  it('of the theme, for what it dresses', () => {
    const theme = { colors: { accent: { light: '#0b4a6b', dark: '#8fd6f5' } }, measures: { radius: 16 } };
    expect(cssSnippet({ ...DEFAULT_DESIGN, theme })).toBe(`haptik-feedback {
  --hf-accent: light-dark(#0b4a6b, #8fd6f5);
  --hf-radius: 16px;
}`);
    expect(cssSnippet({ ...DEFAULT_DESIGN, theme, embed: 'component' })).toMatch(/^:root \{/);
    expect(cssSnippet(DEFAULT_DESIGN)).toBe('');
  });
});
