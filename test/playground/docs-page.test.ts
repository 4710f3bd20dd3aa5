import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { idOf, renderMarkdown } from '../../src/playground/docs/render-markdown.js';
import { CHOICES } from '../../src/playground/settings/settings.js';

const namesIn = (folder: string, ending: string) =>
  readdirSync(new URL(`../../${folder}`, import.meta.url))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));

it('lists every document and every example', () => {
  const examples = CHOICES.example.filter((name) => name !== 'react');

  expect([...CHOICES.doc].sort()).toEqual(namesIn('docs', '.md').sort());
  expect(['index', ...examples].sort()).toEqual(namesIn('public/examples', '.html').sort());
});

describe('renderMarkdown', () => {
  it('turns links to documents into links of the playground, and removes links to other files', () => {
    const html = renderMarkdown('[a](relay.md#one-two) [b](#three) [c](../README.md) [d](https://a.example)', 'api');

    expect(html).toContain('<a href="#docs?doc=relay&amp;at=one-two">a</a>');
    expect(html).toContain('<a href="#docs?doc=api&amp;at=three">b</a>');
    expect(html).toContain(' c ');
    expect(html).toContain('<a href="https://a.example">d</a>');
  });

  it('gives headings the ids that links use, and escapes code', () => {
    const html = renderMarkdown('# Vue, Angular & `x`\n\n```html\n<b>&amp;</b>\n```', 'api');

    expect(html).toContain('id="vue-angular--x"');
    expect(html).toContain('&lt;b>&amp;amp;&lt;/b>');
    expect(idOf('What is stored, where and for how long')).toBe('what-is-stored-where-and-for-how-long');
  });
});
