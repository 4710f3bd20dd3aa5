import { describe, expect, it } from 'vitest';
import { readAskOn, readRelayUrl } from '../../../src/embed/options/read-option-values.js';
import { TEXTS } from '../../../src/playground/settings/settings.js';

describe('the URL of the relay', () => {
  it.each([
    'https://feedback.example.com/feedback',
    'https://example.com:8443/a/b/feedback',
    'http://localhost:8080/feedback',
    'http://127.0.0.1/feedback',
    '/feedback',
  ])('may be %s, which the widget accepts', (url) => {
    expect(TEXTS.relayUrl(url)).toBe(true);
    expect(readRelayUrl(url)).toBe(url);
  });

  it.each([
    '',
    'feedback',
    'http://example.com/feedback',
    'https://example.com',
    '//example.com/feedback',
    'https://example.com/"><script>',
    'https://example.com/feedback?a=b',
    "https://example.com/it's",
  ])('may not be "%s"', (url) => {
    expect(TEXTS.relayUrl(url)).toBe(false);
  });
});

describe('the option askOn', () => {
  it.each(['', 'event:chat-ended', 'haptik:chat_ended, delay:30', 'gone:#chat'])(
    'may be "%s", as in the widget',
    (text) => {
      expect(TEXTS.askOn(text)).toBe(true);
      if (text && !text.includes('gone')) expect(readAskOn(text)).toBe(text);
    },
  );

  it.each(['chat-ended', 'event:', 'delay:soon', 'event:a,', 'event:"><b>', 'gone:a b'])('may not be "%s"', (text) => {
    expect(TEXTS.askOn(text)).toBe(false);
  });
});

describe.each([
  ['askDelayMs', 600_000],
  ['askShare', 100],
  ['askAgainAfterHours', 8760],
] as const)('%s', (name, max) => {
  it.each(['', '0', String(max)])('may be "%s"', (text) => expect(TEXTS[name](text)).toBe(true));

  it.each([String(max + 1), '-1', '1.5', 'a', '1e3', ' '])('may not be "%s"', (text) => {
    expect(TEXTS[name](text)).toBe(false);
  });
});

describe('the conversation id', () => {
  it.each([
    ['', true],
    ['CONVERSATION', true],
    ['8107:a-b.c', true],
    ['a'.repeat(257), false],
    ['"><b>', false],
    ["it's", false],
  ])('"%s" is valid: %s', (text, isValid) => {
    expect(TEXTS.conversationId(text)).toBe(isValid);
  });
});

describe('the business id', () => {
  it.each([
    ['343', true],
    ['0', false],
    ['', false],
    ['12a', false],
    ['-1', false],
    ['9'.repeat(16), false],
  ])('"%s" is valid: %s', (text, isValid) => {
    expect(TEXTS.businessId(text)).toBe(isValid);
  });
});
