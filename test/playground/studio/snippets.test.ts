import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/playground/settings/settings.js';
import {
  componentSnippet,
  cssSnippet,
  elementSnippet,
  scriptSnippet,
} from '../../../src/playground/studio/snippets.js';

const INLINE = { ...DEFAULT_SETTINGS, locale: 'hi', themeOption: 'dark' } as const;
const POPOVER = { ...DEFAULT_SETTINGS, display: 'popover', position: 'top-left' } as const;

describe('scriptSnippet', () => {
  it('has a target for an inline form, and none for a popover', () => {
    expect(scriptSnippet(INLINE)).toBe(`<div id="feedback" style="min-height: 34em"></div>

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
});

describe('elementSnippet', () => {
  it('writes the options as attributes', () => {
    expect(elementSnippet(POPOVER)).toBe(`<script async src="https://feedback.example.com/haptik-feedback.js"></script>

<haptik-feedback
  relay-url="https://feedback.example.com/feedback"
  business-id="343"
  auth-id="USER"
  display="popover"
  position="top-left"
></haptik-feedback>`);
  });

  it('reserves the height of an inline form', () => {
    expect(elementSnippet(DEFAULT_SETTINGS)).toContain(
      '<haptik-feedback\n  style="display: block; min-height: 34em"\n',
    );
  });
});

describe('componentSnippet', () => {
  it('shows the component for an inline form, and the element for a popover', () => {
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
});

describe('docs/embedding.md', () => {
  it('has the snippets', () => {
    const page = readFileSync(new URL('../../../docs/embedding.md', import.meta.url), 'utf8');
    expect(page).toContain(scriptSnippet({ ...DEFAULT_SETTINGS, display: 'popover' }));
    expect(page).toContain(elementSnippet(DEFAULT_SETTINGS));
    const [beforeProps, props] = componentSnippet(DEFAULT_SETTINGS).split('\n/>;');
    expect(page).toContain(beforeProps);
    expect(props).toBe('');
  });
});

describe('cssSnippet', () => {
  it('selects the element, or :root for the component', () => {
    const theme = { colors: { accent: { light: '#0b4a6b', dark: '#8fd6f5' } }, dimensions: { radius: 16 } };
    expect(cssSnippet({ ...DEFAULT_SETTINGS, theme })).toBe(`haptik-feedback {
  --hf-accent: light-dark(#0b4a6b, #8fd6f5);
  --hf-radius: 16px;
}`);
    expect(cssSnippet({ ...DEFAULT_SETTINGS, theme, embed: 'component' })).toMatch(/^:root \{/);
  });

  it('is empty for the default theme', () => {
    expect(cssSnippet(DEFAULT_SETTINGS)).toBe('');
  });
});
