import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHOICES, DEFAULT_SETTINGS, type Settings } from '../../../../src/playground/settings/settings.js';
import { writeCode, writeHint } from '../../../../src/playground/studio/snippets/ways.js';

const THEME = { colors: { accent: { light: '#0b4a6b', dark: '#8fd6f5' } }, dimensions: { radius: 16 } };
const CSS = `haptik-feedback {
  --hf-accent: light-dark(#0b4a6b, #8fd6f5);
  --hf-radius: 16px;
}`;
const POPOVER = { ...DEFAULT_SETTINGS, display: 'popover', position: 'top-left' } as const;

const mainCode = (settings: Settings) => writeCode(settings)[0]!.code;
const allCode = (settings: Settings) =>
  writeCode(settings)
    .map(({ code }) => code)
    .join('\n');

describe('the script tag', () => {
  it('has a target for an inline form', () => {
    const code = mainCode({ ...DEFAULT_SETTINGS, locale: 'hi', themeOption: 'dark' });

    expect(code).toBe(`<div id="feedback" style="min-height: 38em"></div>

<script
  async
  src="https://feedback.example.com/haptik-feedback.inline.js"
  data-target="#feedback"
  data-relay-url="https://feedback.example.com/feedback"
  data-business-id="343"
  data-auth-id="USER"
  data-theme="dark"
  data-locale="hi"
></script>`);
  });

  it('has no target for a popover', () => {
    expect(mainCode(POPOVER)).toBe(`<script
  async
  src="https://feedback.example.com/haptik-feedback.js"
  data-relay-url="https://feedback.example.com/feedback"
  data-business-id="343"
  data-auth-id="USER"
  data-position="top-left"
></script>`);
  });

  it('loads the script from the relay, below its base path', () => {
    const code = mainCode({ ...POPOVER, relayUrl: 'https://api.example.org/widget/feedback', businessId: '12' });

    expect(code).toContain('src="https://api.example.org/widget/haptik-feedback.js"');
    expect(code).toContain('data-business-id="12"');
  });
});

describe.each(CHOICES.embed)('the code for %s', (embed) => {
  const isAlwaysInline = embed === 'webview';

  it('has the relay, the business id and the visitor', () => {
    const code = mainCode({ ...POPOVER, embed, relayUrl: 'https://relay.example.org/feedback', businessId: '12' });

    expect(code).toContain('https://relay.example.org/feedback');
    expect(code).toMatch(/business-?id\W+12\b/i);
    expect(code).toMatch(/auth-?id/i);
  });

  it('has the chosen theme and options', () => {
    const code = allCode({ ...POPOVER, embed, theme: THEME, themeOption: 'dark', locale: 'hi' });

    expect(code).toMatch(/--hf-radius: 16px/);
    expect(code).toMatch(/theme\W+dark/);
    expect(code).toMatch(/locale\W+hi/);
    if (!isAlwaysInline) expect(code).toMatch(/position\W+top-left/);
  });

  it('says when to ask, if the form is a popover', () => {
    const settings: Settings = { ...POPOVER, embed, askOn: 'event:chat-ended' };

    if (!isAlwaysInline) expect(mainCode(settings)).toMatch(/ask-?on\W+event:chat-ended/i);
    expect(mainCode({ ...settings, display: 'inline' })).not.toContain('chat-ended');
  });

  it('has the options of the launcher, of asking and of the title', () => {
    const code = allCode({
      ...POPOVER,
      embed,
      launcher: 'tab',
      headingLevel: '3',
      askOn: 'delay:5',
      askDelayMs: '2000',
      askShare: '50',
      askAgainAfterHours: '0',
      conversationId: 'CONVERSATION',
      theme: { colors: {}, dimensions: { inset: 3 } },
    });

    expect(code).toMatch(/heading-?level\W+3\b/i);
    expect(code).toContain('--hf-inset: 3em');
    if (isAlwaysInline) return;
    expect(code).toMatch(/launcher\W+tab\b/);
    expect(code).toMatch(/ask-?delay-?ms\W+2000\b/i);
    expect(code).toMatch(/ask-?share\W+50\b/i);
    expect(code).toMatch(/ask-?again-?after-?hours\W+0\b/i);
    expect(code).toMatch(/conversation-?id\W+CONVERSATION\b/i);
  });

  it('has no option of asking if the form does not open by itself', () => {
    expect(allCode({ ...POPOVER, embed, askShare: '50', conversationId: 'CONVERSATION' })).not.toMatch(
      /share|conversation/i,
    );
  });

  it('has no CSS for the default theme', () => {
    expect(allCode({ ...POPOVER, embed })).not.toContain('--hf-');
  });

  it('names a token only if the visitor is known by one', () => {
    expect(mainCode({ ...POPOVER, embed })).not.toMatch(/token/i);
    expect(mainCode({ ...POPOVER, embed, visitor: 'token' })).toMatch(/identity-?token/i);
  });

  it('reserves the height of an inline form, or says which element the page needs', () => {
    const code = mainCode({ ...DEFAULT_SETTINGS, embed });

    if (embed === 'preact') expect(code).toContain('FeedbackWidget');
    else expect(code).toMatch(/min-?height\W+38em|The page needs <div id="feedback">/i);
  });
});

describe('the code for a demo', () => {
  it.each(['script', 'element'] as const)('for %s has a visitor of the demo in place of USER', (embed) => {
    const settings = { ...DEFAULT_SETTINGS, embed };

    const [part] = writeCode(settings, 'demo-user');

    expect(part!.code).toBe(mainCode(settings).replace('="USER"', '="demo-user"'));
    expect(part!.code).toContain('auth-id="demo-user"');
    expect(writeHint(embed)).toContain('USER');
    expect(writeHint(embed, 'demo-user')).not.toContain('USER');
  });

  it('for a mobile app keeps USER, which the app replaces', () => {
    const settings: Settings = { ...DEFAULT_SETTINGS, embed: 'webview' };

    expect(writeCode(settings, 'demo-user')).toEqual(writeCode(settings));
  });
});

describe('the CSS', () => {
  it('is in a style element before the script tag', () => {
    const indented = CSS.replace(/^/gm, '  ');

    expect(mainCode({ ...POPOVER, theme: THEME })).toContain(`<style>\n${indented}\n</style>\n\n<script`);
  });

  it('is a separate part for frameworks, with the selector :root for the inline component of Preact', () => {
    const react = writeCode({ ...DEFAULT_SETTINGS, theme: THEME, embed: 'react' });
    const preact = writeCode({ ...DEFAULT_SETTINGS, theme: THEME, embed: 'preact' });

    expect(react[1]!.code).toBe(`@supports (color: light-dark(#fff, #000)) {
  haptik-feedback {
    --hf-accent: light-dark(#0b4a6b, #8fd6f5);
  }
}

haptik-feedback {
  --hf-radius: 16px;
}`);
    expect(preact[1]!.code).toMatch(/:root \{\n {4}--hf-accent/);
  });
});

describe('docs/embedding.md', () => {
  const page = readFileSync(new URL('../../../../docs/embedding.md', import.meta.url), 'utf8');

  it.each(CHOICES.embed)('has the code for %s that the Studio shows with the default settings', (embed) => {
    const parts = writeCode({ ...DEFAULT_SETTINGS, embed });

    for (const { code } of parts) expect(page).toContain(code);
  });

  it('has the script tag of a popover', () => {
    expect(page).toContain(mainCode({ ...DEFAULT_SETTINGS, display: 'popover' }));
  });
});
