import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Options } from '../../../src/embed/options/options.js';
import { resolveAskOptions } from '../../../src/embed/options/resolve-ask-options.js';

/** Resolves options of any type, as a page may set them. */
function resolve(options: Record<string, unknown>) {
  const reported: string[] = [];
  const resolved = resolveAskOptions({ askOn: 'event:x', ...options } as Options, (name) => reported.push(name));
  return { resolved, reported };
}

beforeEach(() => {
  const querySelector = (selector: string) => {
    if (/[[<]/.test(selector)) throw new SyntaxError('not a selector');
    return null;
  };
  vi.stubGlobal('document', { createDocumentFragment: () => ({ querySelector }) });
});
afterEach(() => vi.unstubAllGlobals());

it('adds defaults', () => {
  expect(resolve({})).toEqual({
    resolved: { askOn: 'event:x', askShare: 100, askAgainAfterHours: 24 },
    reported: [],
  });
});

it.each([
  'event:chat-ended',
  'haptik:chat ended',
  'gone:#chat > iframe',
  'delay:30',
  'delay:0.25',
  'delay:86400',
  'event:a, gone:.b',
])('reads askOn: %s', (askOn) => {
  expect(resolve({ askOn })).toMatchObject({ resolved: { askOn }, reported: [] });
});

it.each([
  'click',
  'event:',
  'event: ',
  'an event:a',
  'event:a\nb',
  'gone:[',
  'delay:soon',
  'delay:-1',
  'delay:86401',
  'event:a,',
  'on:x',
  7,
])('reports a malformed askOn, and never asks: %j', (askOn) => {
  expect(resolve({ askOn })).toEqual({ resolved: undefined, reported: ['askOn'] });
});

it.each([undefined, null, ''])('never asks without askOn: %j', (askOn) => {
  expect(resolve({ askOn })).toEqual({ resolved: undefined, reported: [] });
});

it.each([
  ['askDelayMs', 0, 0],
  ['askDelayMs', '600000', 600_000],
  ['askShare', '0', 0],
  ['askShare', 100, 100],
  ['askAgainAfterHours', 0, 0],
  ['askAgainAfterHours', 8760, 8760],
  ['conversationId', 'c1', 'c1'],
  ['conversationId', 'x'.repeat(256), 'x'.repeat(256)],
])('reads %s: %j', (name, value, read) => {
  expect(resolve({ [name]: value })).toMatchObject({ resolved: { [name]: read }, reported: [] });
});

it.each([
  ['askDelayMs', 600_001],
  ['askDelayMs', 'soon'],
  ['askShare', 101],
  ['askShare', -1],
  ['askAgainAfterHours', 8761],
  ['askAgainAfterHours', 0.5],
  ['conversationId', 7],
  ['conversationId', ['c1']],
  ['conversationId', 'x'.repeat(257)],
])('reports a malformed %s and uses the default: %j', (name, value) => {
  expect(resolve({ [name]: value })).toEqual({ resolved: resolve({}).resolved, reported: [name] });
});
