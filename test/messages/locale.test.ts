import { afterEach, describe, expect, it, vi } from 'vitest';
import { chatLanguage, directionOf, languageOf, pageLocale } from '../../src/messages/locale.js';

/** Stubs a page with the language of its chat, its own language, and the browser's. */
function openPage({ chat, page = '', browser = '' }: { chat?: unknown; page?: string; browser?: string }) {
  vi.stubGlobal('window', chat === undefined ? {} : { haptikInitSettings: { 'initialize-language': chat } });
  vi.stubGlobal('document', { documentElement: { lang: page } });
  vi.stubGlobal('navigator', { language: browser });
}

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['hi', 'hi'],
  ['pt-BR', 'pt'],
  ['HI-Latn-IN', 'hi'],
  ['', ''],
])('finds the language of the tag %j', (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});

it.each(['ar', 'ar-EG', 'AR', 'ur-PK', 'he', 'fa', 'ps', 'sd', 'ug', 'yi'])('writes %s from right to left', (tag) => {
  expect(directionOf(tag)).toBe('rtl');
});

it.each(['en', 'hi', 'arn', 'urdu', 'x-ar', ''])('writes %j from left to right', (tag) => {
  expect(directionOf(tag)).toBe('ltr');
});

it.each([
  ['is the one that the page has set', 'hi', 'hi'],
  ['is empty when the page has set none', undefined, ''],
  ['is empty when the page has set no text', 7, ''],
])("the chat's language %s", (_name, chat, language) => {
  openPage({ chat });

  expect(chatLanguage()).toBe(language);
});

describe('the locale of a page', () => {
  it.each([
    ["the chat's first", { chat: 'hi', page: 'fr', browser: 'de' }, 'hi'],
    ["the page's when the chat has none", { page: 'fr', browser: 'de' }, 'fr'],
    ["the browser's when the page has none", { browser: 'de' }, 'de'],
    ['English when nothing has one', {}, 'en'],
    ['in its canonical form', { page: 'PT-br' }, 'pt-BR'],
    ['an English region, unchanged', { page: 'en-IN' }, 'en-IN'],
    ['English in its canonical form', { page: 'EN-gb' }, 'en-GB'],
    ['English with its region in capitals', { page: 'en-in' }, 'en-IN'],
    ['English with its script', { page: 'en-latn-GB' }, 'en-Latn-GB'],
    ['a language whose code ends in en', { page: 'ben' }, 'bn'],
    ['the next one when one is not a tag', { chat: 'hindi!', page: 'not a tag', browser: 'ta' }, 'ta'],
    ['the next one when one is not a text', { chat: 7, page: 'fr' }, 'fr'],
  ])('is %s', (_name, page, locale) => {
    openPage(page);

    expect(pageLocale()).toBe(locale);
  });
});
