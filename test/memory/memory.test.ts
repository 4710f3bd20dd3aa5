import { beforeEach, describe, expect, it } from 'vitest';
import { createMemory, keysOf, noMemory } from '../../src/memory/memory.js';
import { START } from '../feedback/world.js';
import { TestBrowser } from './browser.js';

const SCOPE = 'scope';
const keys = keysOf(SCOPE);
const DRAFT = { rating: 4, resolved: false, comment: 'Good' } as const;
const UNSENT = { began: START, feedback: { businessId: 343, rating: 4, resolved: true } } as const;

let browser: TestBrowser;
const openMemory = () => createMemory(SCOPE, browser.global);

beforeEach(() => {
  browser = new TestBrowser();
});

it('keeps its keys from release to release', () => {
  expect(keys).toEqual({
    draft: 'hf:draft:scope',
    sent: 'hf:sent:scope',
    waiting: 'hf:waiting:scope',
    asked: 'hf:asked:scope',
    pendingAsk: 'hf:ask:scope',
  });
});

describe('a draft', () => {
  it('is stored in the tab', () => {
    openMemory().writeDraft(DRAFT);

    expect(openMemory().readDraft()).toEqual(DRAFT);
    expect(browser.session.has(keys.draft)).toBe(true);
    expect(browser.local.size).toBe(0);
  });

  it.each([{ rating: 4 }, { resolved: false }, { comment: 'Good' }] as const)('is stored with only %j', (answers) => {
    openMemory().writeDraft({ rating: undefined, resolved: undefined, comment: undefined, ...answers });

    expect(openMemory().readDraft()).toEqual({ rating: undefined, resolved: undefined, comment: '', ...answers });
  });

  it.each([undefined, { rating: undefined, resolved: undefined, comment: '' }])('is erased by %j', (draft) => {
    openMemory().writeDraft(DRAFT);
    openMemory().writeDraft(draft);

    expect(browser.session.size).toBe(0);
  });

  it.each(['', '{', 'null', '7x'])('is ignored when its stored text is %j', (text) => {
    browser.session.set(keys.draft, text);

    expect(openMemory().readDraft()).toBeUndefined();
  });

  it('keeps only its valid answers', () => {
    browser.session.set(keys.draft, JSON.stringify({ rating: 9, resolved: 'yes', comment: 7 }));

    expect(openMemory().readDraft()).toEqual({ rating: undefined, resolved: undefined, comment: '' });
  });
});

describe('the time of the last feedback', () => {
  it('is stored for all tabs', () => {
    openMemory().writeSentAt(START);

    expect(openMemory().readSentAt()).toBe(START);
    expect(browser.local.get(keys.sent)).toBe(String(START));
  });

  it('is erased by undefined', () => {
    openMemory().writeSentAt(START);
    openMemory().writeSentAt(undefined);

    expect(browser.local.size).toBe(0);
  });

  it.each(['', 'soon', '1.5', '1e99', 'NaN'])('is ignored when its stored text is %j', (text) => {
    browser.local.set(keys.sent, text);

    expect(openMemory().readSentAt()).toBeUndefined();
  });

  it('is reported when another tab stores it', () => {
    const times: number[] = [];
    openMemory().onSent((time) => times.push(time));
    browser.dispatchStorage(keys.sent, String(START));

    expect(times).toEqual([START]);
  });

  it.each([
    ['another key', keys.waiting, '7'],
    ['an erased time', keys.sent, null],
    ['a malformed time', keys.sent, 'soon'],
  ])('is not reported for %s', (_, key, value) => {
    const times: number[] = [];
    openMemory().onSent((time) => times.push(time));
    browser.dispatchStorage(key, value);

    expect(times).toEqual([]);
  });

  it('is not reported any more after unsubscribing', () => {
    const times: number[] = [];
    openMemory().onSent((time) => times.push(time))();
    browser.dispatchStorage(keys.sent, String(START));

    expect(times).toEqual([]);
  });
});

describe('unsent feedback', () => {
  it('is stored for all tabs, and counts as waiting', () => {
    openMemory().writeUnsent(UNSENT);

    expect(openMemory().readUnsent()).toEqual(UNSENT);
    expect(openMemory().hasWaiting()).toBe(true);
    expect(browser.local.has(keys.waiting)).toBe(true);
  });

  it('is erased by undefined', () => {
    openMemory().writeUnsent(UNSENT);
    openMemory().writeUnsent(undefined);

    expect(openMemory().hasWaiting()).toBe(false);
    expect(browser.local.size).toBe(0);
  });

  it('is absent when the mark stands for a submission in the outbox', () => {
    browser.local.set(keys.waiting, '1');

    expect(openMemory().readUnsent()).toBeUndefined();
    expect(openMemory().hasWaiting()).toBe(true);
  });

  it.each([
    '{',
    'null',
    '[]',
    JSON.stringify({ ...UNSENT, began: 'now' }),
    JSON.stringify({ ...UNSENT, feedback: undefined }),
    JSON.stringify({ ...UNSENT, feedback: { ...UNSENT.feedback, businessId: 0 } }),
    JSON.stringify({ ...UNSENT, feedback: { ...UNSENT.feedback, rating: 6 } }),
    JSON.stringify({ ...UNSENT, feedback: { ...UNSENT.feedback, resolved: 'yes' } }),
    JSON.stringify({ ...UNSENT, feedback: { ...UNSENT.feedback, comment: 7 } }),
  ])('is ignored when its stored text is %s', (text) => {
    browser.local.set(keys.waiting, text);

    expect(openMemory().readUnsent()).toBeUndefined();
  });

  it('keeps its comment', () => {
    openMemory().writeUnsent({ ...UNSENT, feedback: { ...UNSENT.feedback, comment: 'Good' } });

    expect(openMemory().readUnsent()?.feedback.comment).toBe('Good');
  });
});

describe('storage that fails', () => {
  it.each(['localStorage', 'sessionStorage'] as const)('reads as empty when %s is blocked', (name) => {
    Object.defineProperty(browser, name, {
      get() {
        throw new Error('SecurityError');
      },
    });
    const memory = openMemory();
    memory.writeDraft(DRAFT);
    memory.writeSentAt(START);
    memory.writeSentAt(undefined);
    memory.writeUnsent(UNSENT);
    const isLocal = name === 'localStorage';

    expect(memory.readDraft()).toEqual(isLocal ? DRAFT : undefined);
    expect(memory.readSentAt()).toBeUndefined();
    expect(memory.readUnsent()).toEqual(isLocal ? undefined : UNSENT);
    expect(memory.hasWaiting()).toBe(!isLocal);
  });

  it('throws nothing when it is full', () => {
    browser.localStorage.setItem = () => {
      throw new Error('QuotaExceededError');
    };

    expect(() => openMemory().writeSentAt(START)).not.toThrow();
  });
});

it('noMemory remembers nothing', () => {
  noMemory.writeDraft(DRAFT);
  noMemory.writeSentAt(START);
  noMemory.writeUnsent(UNSENT);
  noMemory.onSent(() => {})();
  noMemory.forgetAsking();

  expect(noMemory.readDraft()).toBeUndefined();
  expect(noMemory.readSentAt()).toBeUndefined();
  expect(noMemory.readUnsent()).toBeUndefined();
  expect(noMemory.hasWaiting()).toBe(false);
});
