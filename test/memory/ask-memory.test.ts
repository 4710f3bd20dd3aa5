import { beforeEach, describe, expect, it } from 'vitest';
import { createAskMemory } from '../../src/memory/ask-memory.js';
import { createMemory, keysOf } from '../../src/memory/memory.js';
import { scopeOf, shareOf } from '../../src/memory/scope.js';
import { START } from '../feedback/world.js';
import { TestBrowser } from './browser.js';

const SCOPE = 'scope';
const keys = keysOf(SCOPE);

let browser: TestBrowser;
const open = (scope: string | undefined = SCOPE) => createAskMemory(scope, browser.global);

beforeEach(() => {
  browser = new TestBrowser();
});

describe('asking', () => {
  it('is remembered for all tabs', () => {
    open().writeAsked(START, undefined);

    expect(open().readAskedAt()).toBe(START);
    expect(browser.session.size).toBe(0);
  });

  it('is remembered for each conversation without storing its id', () => {
    open().writeAsked(START, 'first conversation');
    open().writeAsked(START + 1, 'second conversation');

    expect(['first', 'second', 'third'].map((name) => open().hasAskedAbout(`${name} conversation`))).toEqual([
      true,
      true,
      false,
    ]);
    expect(browser.local.get(keys.asked)).not.toContain('conversation"');
    expect(browser.local.get(keys.asked)).not.toContain('first');
  });

  it('remembers the last 50 conversations', () => {
    for (let number = 0; number <= 50; number++) open().writeAsked(START, `c${number}`);

    expect(open().hasAskedAbout('c0')).toBe(false);
    expect(open().hasAskedAbout('c1')).toBe(true);
    expect(open().hasAskedAbout('c50')).toBe(true);
  });

  it('stores only the time when there is no conversation', () => {
    open().writeAsked(START, undefined);

    expect(JSON.parse(browser.local.get(keys.asked)!)).toEqual({ askedAt: START, conversations: [] });
  });

  it('counts a conversation once, however often it is asked about', () => {
    for (const conversation of ['c1', 'c0', 'c0']) open().writeAsked(START, conversation);
    for (let number = 2; number < 50; number++) open().writeAsked(START, `c${number}`);

    expect(open().hasAskedAbout('c1')).toBe(true);
  });

  it('keeps the later time', () => {
    open().writeAsked(START, 'c1');
    open().writeAsked(START + 1, 'c1');

    expect(open().readAskedAt()).toBe(START + 1);
  });

  it.each(['', '{', 'null', '7', '[]', '{"askedAt":"x","conversations":7}', '{"conversations":[7,null]}'])(
    'is ignored when its stored text is %j',
    (text) => {
      browser.local.set(keys.asked, text);

      expect(open().readAskedAt()).toBeUndefined();
      expect(open().hasAskedAbout('c1')).toBe(false);
    },
  );

  it('is erased by forgetAsking', () => {
    open().writeAsked(START, 'c1');
    open().writePending({ trigger: 'event:x', due: START });

    createMemory(SCOPE, browser.global).forgetAsking();

    expect([browser.local.size, browser.session.size]).toEqual([0, 0]);
  });
});

describe('a pending ask', () => {
  it('survives a navigation in its tab', () => {
    open().writePending({ trigger: 'event:x', due: START });

    expect(open().readPending()).toEqual({ trigger: 'event:x', due: START });
    expect(browser.local.size).toBe(0);
  });

  it('is erased by undefined', () => {
    open().writePending({ trigger: 'event:x', due: START });
    open().writePending(undefined);

    expect(open().readPending()).toBeUndefined();
  });

  it.each(['', '{', '{"trigger":7,"due":1}', '{"trigger":"x","due":"soon"}'])(
    'is ignored when its stored text is %j',
    (text) => {
      browser.session.set(keys.pendingAsk, text);

      expect(open().readPending()).toBeUndefined();
    },
  );
});

it('stores nothing without a scope, and remembers until the page is left', () => {
  const memory = createAskMemory(undefined, browser.global);
  memory.writeAsked(START, 'c1');
  memory.writePending({ trigger: 'event:x', due: START });

  expect([memory.readAskedAt(), memory.hasAskedAbout('c1'), memory.readPending()?.due]).toEqual([START, true, START]);
  expect([browser.local.size, browser.session.size]).toEqual([0, 0]);
});

it('spreads visitors evenly over the shares, and gives each one the same share every time', () => {
  const shares = Array.from({ length: 2000 }, (_, number) => shareOf(scopeOf('/feedback', `visitor-${number}`)));

  expect(shareOf(scopeOf('/feedback', 'demo-user'))).toBeCloseTo(23.372, 3);
  for (const limit of [1, 25, 50, 100]) {
    const asked = shares.filter((share) => share < limit).length / 20;
    expect(Math.abs(asked - limit)).toBeLessThan(2);
  }
});
