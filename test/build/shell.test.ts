import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepFirstStyles } from '../../build/plugins/first-styles.js';
import { renderShell } from '../../build/shell/render-shell.js';
import english from '../../src/messages/en.js';

describe('renderShell', () => {
  it('has marks in place of every text, and the English texts beside it', () => {
    const { markup, texts } = renderShell();

    const code = JSON.stringify(markup);
    for (const mark of ['{title}', '{star5}', '{word1}', '{submit}', '{lang}', '{dir}', '{theme}', '{heading}']) {
      expect(code).toContain(mark);
    }
    expect(texts).toMatchObject({ title: english.title, star: english.star, submit: english.submit });
    expect(code).not.toContain(english.title);
  });

  it('keeps the attributes of the radio inputs, with an empty text for those without a value', () => {
    const code = JSON.stringify(renderShell().markup);

    expect(code).toContain('"value":"5","required":""');
  });
});

describe('keepFirstStyles', () => {
  const classes = new Set(['hf', 'hf-star']);

  it.each([
    ['a rule for a class that comes later', '.hf-thanks{margin:0}', ''],
    ['one selector of two', '.hf-thanks, .hf-star{margin:0}', '.hf-star{margin:0}'],
    ['a rule for :hover', '.hf-star:hover{margin:0}', ''],
    ['an animation and its keyframes', '.hf{animation:a 1s}@keyframes a{to{margin:0}}', ''],
    ['a media query that would be empty', '@media print{.hf-thanks{margin:0}}', ''],
    ['a variable that no rule uses', '.hf{--_a:1px;--_b:2px;margin:var(--_b)}', '.hf{--_b:2px;margin:var(--_b)}'],
  ])('leaves out %s', (_what, css, rest) => {
    expect(keepFirstStyles(css, classes).trim()).toBe(rest);
  });

  it('keeps a list of alternatives with one that can match', () => {
    const css = ':is(.hf-thanks, .hf-star:has(:checked)){margin:0}';

    expect(keepFirstStyles(css, classes)).toBe(css);
  });

  it('keeps the focus ring of the real stylesheet', () => {
    const css = readFileSync(join(import.meta.dirname, '../../src/widget/style.css'), 'utf8');

    expect(keepFirstStyles(css, renderShell().classes)).toMatch(/textarea, button.*:focus-visible/);
  });
});
