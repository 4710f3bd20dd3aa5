import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { idOf, linkToDoc, renderMarkdown } from '../../src/playground/docs/render-markdown.js';
import { readLink } from '../../src/playground/settings/link.js';
import { CHOICES, DEFAULT_SETTINGS } from '../../src/playground/settings/settings.js';

const namesIn = (folder: string, ending: string) =>
  readdirSync(new URL(`../../${folder}`, import.meta.url))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));

it('lists every document and every example', () => {
  const examples = CHOICES.example.filter((name) => name !== 'react');

  expect([...CHOICES.doc].sort()).toEqual(namesIn('docs', '.md').sort());
  expect(['index', ...examples].sort()).toEqual(namesIn('public/examples', '.html').sort());
});

const API = { ...DEFAULT_SETTINGS, doc: 'api' };

describe('renderMarkdown', () => {
  it('turns links to documents into links of the playground, and removes links to other files', () => {
    const html = renderMarkdown('[a](relay.md#one-two) [b](#three) [c](../README.md) [d](https://a.example)', API);

    expect(html).toContain('<a href="#docs?doc=relay&amp;at=one-two">a</a>');
    expect(html).toContain('<a href="#docs?doc=api&amp;at=three">b</a>');
    expect(html).toContain(' c ');
    expect(html).toContain('<a href="https://a.example">d</a>');
  });

  it('keeps the settings in the links', () => {
    const settings = { ...API, display: 'popover', themeOption: 'dark' } as const;

    const html = renderMarkdown('[a](relay.md#one)', settings);

    expect(html).toContain('<a href="#docs?themeOption=dark&amp;display=popover&amp;doc=relay&amp;at=one">a</a>');
  });

  it('gives headings the ids that links use, and escapes code', () => {
    const html = renderMarkdown('# Vue, Angular & `x`\n\n```html\n<b>&amp;</b>\n```', API);

    expect(html).toContain('id="vue-angular--x"');
    expect(html).toContain('&lt;b>&amp;amp;&lt;/b>');
    expect(idOf('What is stored, where and for how long')).toBe('what-is-stored-where-and-for-how-long');
  });
});

describe('linkToDoc', () => {
  it('keeps every setting but the page and the document', () => {
    const relayUrl = 'https://relay.example.net/feedback';
    const theme = { colors: { accent: { light: '#0b4a6b', dark: '#8fd6f5' } }, dimensions: { radius: 16 } };
    const settings = { ...API, page: 'studio', theme, display: 'popover', relayUrl } as const;

    const link = linkToDoc(settings, 'relay', 'the-demo');

    expect(readLink(link)).toEqual({ ...settings, page: 'docs', doc: 'relay' });
  });

  it('leads to a heading of the first document', () => {
    expect(linkToDoc(API, 'embedding', 'react')).toBe('#docs?at=react');
  });
});
