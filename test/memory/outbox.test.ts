import { forceCloseDatabase } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutboxRecord } from '../../src/feedback/submission.js';
import { keysOf } from '../../src/memory/memory.js';
import { createOutbox } from '../../src/memory/outbox.js';
import { DAY, HOUR, MINUTE, SECOND, START } from '../feedback/world.js';
import { TestBrowser } from './browser.js';

const SCOPE = 'scope';
const { waiting } = keysOf(SCOPE);
const SUBMISSION = {
  id: 'id',
  key: 'key',
  began: START,
  feedback: { businessId: 343, rating: 4, resolved: true },
} as const;

const FAKED = ['Date', 'setTimeout', 'clearTimeout'] as const;

let browser: TestBrowser;
const openOutbox = (scope: string | undefined = SCOPE) => createOutbox(scope, browser.global);
const read = (outbox = openOutbox()) => outbox.update((record) => record);
const write = (record: OutboxRecord, outbox = openOutbox()) => outbox.update(() => record);

beforeEach(() => {
  browser = new TestBrowser();
  // IndexedDB runs on `setImmediate`. Timers stand still, so that a slow machine cannot reach the time limits.
  vi.useFakeTimers({ now: START, toFake: [...FAKED] });
  return () => vi.useRealTimers();
});

describe('a record', () => {
  it('is empty at first', async () => {
    expect(await read()).toEqual({});
  });

  it('is shared by all tabs', async () => {
    await write({ submission: SUBMISSION, ambiguousSince: START, ambiguousLast: START });

    expect(await read()).toEqual({ submission: SUBMISSION, ambiguousSince: START, ambiguousLast: START });
  });

  it('is replaced by what the change returns', async () => {
    await write({ sentAt: START });

    expect(await openOutbox().update((record) => ({ ...record, submission: SUBMISSION }))).toEqual({
      sentAt: START,
      submission: SUBMISSION,
    });
    expect(await read()).toEqual({ sentAt: START, submission: SUBMISSION });
  });

  it('keeps both changes when two tabs change it at the same time', async () => {
    await Promise.all([
      openOutbox().update((record) => ({ ...record, sentAt: START })),
      openOutbox().update((record) => ({ ...record, submission: SUBMISSION })),
    ]);

    expect(await read()).toEqual({ sentAt: START, submission: SUBMISSION });
  });

  it('is deleted when nothing is left in it', async () => {
    await write({ submission: SUBMISSION });
    await write({ submission: undefined });

    expect(await browser.readRecord(SCOPE)).toBeUndefined();
  });

  it('belongs to one visitor', async () => {
    await write({ submission: SUBMISSION });

    expect(await read(openOutbox('other'))).toEqual({});
  });

  it('is erased 7 days after its last change, with its mark', async () => {
    await write({ submission: SUBMISSION });
    vi.setSystemTime(START + 7 * DAY);
    await read(openOutbox('other'));

    expect(await browser.readRecord(SCOPE)).toBeUndefined();
    expect(browser.local.has(waiting)).toBe(false);
  });

  it('is kept one millisecond less than 7 days after its last change', async () => {
    await write({ submission: SUBMISSION });
    vi.setSystemTime(START + 7 * DAY - 1);
    await read(openOutbox('other'));

    expect(await browser.readRecord(SCOPE)).toBeDefined();
    expect(browser.local.has(waiting)).toBe(true);
  });

  it('is not read when it is 7 days old', async () => {
    await write({ submission: SUBMISSION });
    vi.setSystemTime(START + 7 * DAY);

    expect(await read()).toEqual({});
  });

  it('keeps its age when it is read', async () => {
    await write({ submission: SUBMISSION });
    vi.setSystemTime(START + DAY);
    await read();

    expect(await browser.readRecord(SCOPE)).toMatchObject({ writtenAt: START });
  });

  it('loses the time of sent feedback after an hour', async () => {
    await write({ sentAt: START });
    vi.setSystemTime(START + HOUR);

    expect(await read()).toEqual({});
  });

  it('loses a time of sent feedback that lies in the future, for good', async () => {
    await write({ sentAt: START, submission: SUBMISSION });
    vi.setSystemTime(START - DAY);
    await read();
    vi.setSystemTime(START + MINUTE);

    expect((await read()).sentAt).toBeUndefined();
  });

  it('is marked for good when it was written in the future', async () => {
    await write({ submission: { ...SUBMISSION, began: START - DAY } });
    vi.setSystemTime(START - 2 * SECOND);
    await read();
    vi.setSystemTime(START + MINUTE);

    expect((await read()).hasWrongTimes).toBe(true);
  });

  it('is not marked when nothing waits and nothing was tried', async () => {
    await write({ sentAt: START });
    vi.setSystemTime(START - DAY);

    expect(await read()).toEqual({});
  });
});

describe('the mark of a waiting submission', () => {
  it('is set while a submission waits', async () => {
    await write({ submission: SUBMISSION });

    expect(browser.local.get(waiting)).toBe('1');
  });

  it('is removed when none waits', async () => {
    await write({ submission: SUBMISSION });
    await write({ sentAt: START });

    expect(browser.local.has(waiting)).toBe(false);
  });

  it('is not needed: the record is stored without localStorage', async () => {
    Object.defineProperty(browser, 'localStorage', {
      get() {
        throw new Error('SecurityError');
      },
    });
    await write({ submission: SUBMISSION });

    expect(await read()).toEqual({ submission: SUBMISSION });
  });
});

describe('a record of another version', () => {
  /** What version 0.1.0 has stored. Its submissions have no `id`. */
  const OLD = {
    submission: { key: 'key', began: START - MINUTE, feedback: { businessId: 343, rating: 4, resolved: true } },
    ambiguousSince: START - MINUTE,
    ambiguousLast: START - MINUTE,
    writtenAt: START - MINUTE,
  };

  it('without an id is read, with its key as the id', async () => {
    await browser.writeRecord(SCOPE, OLD);

    expect(await read()).toEqual({
      submission: { ...OLD.submission, id: 'key' },
      ambiguousSince: START - MINUTE,
      ambiguousLast: START - MINUTE,
    });
  });

  it('that is newer is neither read nor changed', async () => {
    const newer = { ...OLD, version: 3, more: true };
    await browser.writeRecord(SCOPE, newer);

    expect(await write({ submission: SUBMISSION })).toEqual({ submission: SUBMISSION });
    expect(await browser.readRecord(SCOPE)).toEqual(newer);
  });

  it('that is newer is not erased when it is old', async () => {
    const newer = { ...OLD, version: 3, writtenAt: START - 8 * DAY };
    await browser.writeRecord(SCOPE, newer);
    await read(openOutbox('other'));

    expect(await browser.readRecord(SCOPE)).toEqual(newer);
  });

  it.each<[string, unknown]>([
    ['text', 'text'],
    ['null', null],
    ['no time', { submission: SUBMISSION }],
    ['a time that is text', { submission: SUBMISSION, writtenAt: 'today' }],
    ['a submission without a key', { ...OLD, submission: { ...OLD.submission, key: undefined } }],
    ['a submission whose id is a number', { ...OLD, submission: { ...OLD.submission, id: 7 } }],
    ['a submission without a start', { ...OLD, submission: { ...OLD.submission, began: 'now' } }],
    [
      'a submission with rating 9',
      { ...OLD, submission: { ...SUBMISSION, feedback: { ...SUBMISSION.feedback, rating: 9 } } },
    ],
    ['a submission that is null', { ...OLD, submission: null }],
  ])('that is malformed loses its submission: %s', async (_, value) => {
    await browser.writeRecord(SCOPE, value);

    expect((await read()).submission).toBeUndefined();
  });

  it('that is malformed loses the times that are not integers', async () => {
    await browser.writeRecord(SCOPE, { ...OLD, ambiguousSince: 1.5, ambiguousLast: '7', sentAt: Number.NaN });

    expect(await read()).toEqual({ submission: { ...OLD.submission, id: 'key' } });
  });
});

describe('without a working database', () => {
  it.each<[string, () => void]>([
    ['missing', () => Object.assign(browser, { indexedDB: undefined })],
    [
      'blocked',
      () =>
        Object.defineProperty(browser, 'indexedDB', {
          get() {
            throw new Error('SecurityError');
          },
        }),
    ],
    [
      'failing',
      () =>
        Object.assign(browser, {
          indexedDB: {
            open() {
              const request = { onerror: () => {}, error: new Error('broken') };
              queueMicrotask(() => request.onerror());
              return request;
            },
          },
        }),
    ],
  ])('(%s) the record lives in the tab', async (_, breakDatabase) => {
    breakDatabase();
    const outbox = openOutbox();
    await write({ submission: SUBMISSION }, outbox);

    expect(await read(outbox)).toEqual({ submission: SUBMISSION });
    expect(await read()).toEqual({});
  });

  it('the tab continues with what it last read', async () => {
    const outbox = openOutbox();
    await write({ submission: SUBMISSION }, outbox);
    Object.assign(browser, { indexedDB: undefined });

    expect(await read(outbox)).toEqual({ submission: SUBMISSION });
  });

  it('nothing is stored without a scope', async () => {
    const open = vi.spyOn(browser.indexedDB, 'open');
    const outbox = createOutbox(undefined, browser.global);
    await write({ submission: SUBMISSION }, outbox);

    expect(await read(outbox)).toEqual({ submission: SUBMISSION });
    expect(open).not.toHaveBeenCalled();
  });

  it('a database that never answers delays a visit once, by 2 seconds', async () => {
    vi.useFakeTimers({ now: START });
    browser.indexedDB = { open: () => ({}) } as unknown as TestBrowser['indexedDB'];
    const outbox = openOutbox();
    let isDone = false;
    const writing = write({ submission: SUBMISSION }, outbox).then(() => {
      isDone = true;
    });

    await vi.advanceTimersByTimeAsync(1999);
    expect(isDone).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await writing;

    expect(await read(outbox)).toEqual({ submission: SUBMISSION });
    expect(await read()).toEqual({});
    expect(vi.getTimerCount()).toBe(0);
  });

  it('a change is stored late when the database recovers', async () => {
    vi.useFakeTimers({ now: START });
    const { indexedDB } = browser;
    const opening: (() => void)[] = [];
    browser.indexedDB = {
      open() {
        const request = {} as IDBOpenDBRequest;
        opening.push(() => {
          const real = indexedDB.open('haptik-feedback', 1);
          real.onupgradeneeded = () => real.result.createObjectStore('outbox');
          real.onsuccess = () => {
            Object.assign(request, { result: real.result });
            request.onsuccess!(new Event('success'));
          };
        });
        return request;
      },
    } as unknown as TestBrowser['indexedDB'];
    const writing = write({ submission: SUBMISSION });
    await vi.advanceTimersByTimeAsync(2000);
    await writing;

    vi.useFakeTimers({ now: START, toFake: [...FAKED] });
    for (const open of opening) open();
    browser.indexedDB = indexedDB;

    let record: unknown;
    while (!record) record = await browser.readRecord(SCOPE);
    expect(record).toMatchObject({ submission: SUBMISSION });
  });
});

describe('the connection to the database', () => {
  /** Records every connection that is opened from now on. */
  const recordConnections = () => {
    const databases: IDBDatabase[] = [];
    const open = browser.indexedDB.open.bind(browser.indexedDB);
    browser.indexedDB.open = (...given) => {
      const opening = open(...given);
      opening.addEventListener('success', () => databases.push(opening.result));
      return opening;
    };
    return databases;
  };

  it('is opened once in a visit, for all visitors', async () => {
    const databases = recordConnections();

    const outbox = openOutbox();
    await write({ submission: SUBMISSION }, outbox);
    await read(outbox);
    await read(openOutbox('other'));

    expect(databases).toHaveLength(1);
  });

  it('is opened when the visitor first touches the form, before anything is sent', async () => {
    const databases = recordConnections();

    openOutbox();
    while (databases.length === 0) await new Promise((resolve) => setImmediate(resolve));

    expect(databases).toHaveLength(1);
  });

  it('is opened again after the browser has closed it', async () => {
    const databases = recordConnections();
    const outbox = openOutbox();
    await write({ submission: SUBMISSION }, outbox);
    forceCloseDatabase(databases[0] as unknown as typeof IDBDatabase);

    const record = await outbox.update((known) => ({ ...known, sentAt: START }));

    expect(record).toEqual({ submission: SUBMISSION, sentAt: START });
    expect(databases).toHaveLength(2);
    expect(await browser.readRecord(SCOPE)).toMatchObject(record);
  });

  it('is opened again when the browser closes it in the middle of a transaction', async () => {
    const databases = recordConnections();
    const outbox = openOutbox();
    await read(outbox);
    const begin = databases[0]!.transaction.bind(databases[0]);
    databases[0]!.transaction = (...stores) => {
      const transaction = begin(...stores);
      const abort = () => {
        transaction.abort();
        databases[0]!.close();
      };
      transaction.objectStore('outbox').get(SCOPE).onsuccess = abort;
      return transaction;
    };

    await write({ submission: SUBMISSION }, outbox);

    expect(databases).toHaveLength(2);
    expect(await browser.readRecord(SCOPE)).toMatchObject({ submission: SUBMISSION });
  });

  it('is opened once again for two changes that find it closed', async () => {
    const databases = recordConnections();
    const outbox = openOutbox();
    await read(outbox);
    databases[0]!.close();

    await Promise.all([
      outbox.update((known) => ({ ...known, sentAt: START })),
      outbox.update((known) => ({ ...known, submission: SUBMISSION })),
    ]);

    expect(databases).toHaveLength(2);
    expect(await browser.readRecord(SCOPE)).toMatchObject({ sentAt: START, submission: SUBMISSION });
  });

  it('is opened again after a temporary failure', async () => {
    const { indexedDB } = browser;
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new Error('UnknownError');
    });
    await write({ submission: SUBMISSION });
    open.mockRestore();

    await write({ submission: SUBMISSION });

    expect(await browser.readRecord(SCOPE)).toMatchObject({ submission: SUBMISSION });
  });

  it('is closed when the visitor leaves the page, and opened again when the visitor comes back', async () => {
    const databases = recordConnections();
    const outbox = openOutbox();
    await write({ submission: SUBMISSION }, outbox);
    const close = vi.spyOn(databases[0]!, 'close');

    browser.dispatchPageHide();

    expect(close).toHaveBeenCalled();
    expect(await read(outbox)).toEqual({ submission: SUBMISSION });
    expect(databases).toHaveLength(2);
  });

  it('does not keep others from erasing the database', async () => {
    await write({ submission: SUBMISSION });

    const erasing = browser.indexedDB.deleteDatabase('haptik-feedback');
    await new Promise((resolve, reject) => {
      erasing.onsuccess = resolve;
      erasing.onblocked = erasing.onerror = reject;
    });

    expect(await read()).toEqual({});
  });
});

describe('runExclusively', () => {
  const run = async (mayWait: boolean, outbox = openOutbox()) => {
    const task = vi.fn(async () => {});
    await outbox.runExclusively(task, mayWait);
    return task.mock.calls.length;
  };

  it.each([true, false])('runs the task when no other tab runs one (mayWait: %s)', async (mayWait) => {
    expect(await run(mayWait)).toBe(1);
  });

  it('requests the lock of the visitor', async () => {
    const request = vi.spyOn(browser.locks!, 'request');
    await run(true);

    expect(request).toHaveBeenCalledWith('hf:scope', { ifAvailable: false }, expect.any(Function));
  });

  it('returns when the task has ended', async () => {
    let hasEnded = false;
    await openOutbox().runExclusively(async () => {
      await Promise.resolve();
      hasEnded = true;
    }, true);

    expect(hasEnded).toBe(true);
  });

  it('skips an automatic task while another tab runs one', async () => {
    browser.holdLock();

    expect(await run(false)).toBe(0);
  });

  it('runs a task of the visitor after 3 seconds although another tab keeps the lock', async () => {
    vi.useFakeTimers({ now: START });
    browser.holdLock();
    const task = vi.fn(async () => {});
    const running = openOutbox().runExclusively(task, true);

    await vi.advanceTimersByTimeAsync(2999);
    expect(task).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await running;

    expect(task).toHaveBeenCalledTimes(1);
  });

  it('does not run the task again when the lock is granted late', async () => {
    vi.useFakeTimers({ now: START });
    let grant: (lock: Lock | null) => unknown = () => {};
    browser.locks!.request = ((_name: string, _options: LockOptions, callback: typeof grant) => {
      grant = callback;
      return new Promise(() => {});
    }) as unknown as LockManager['request'];
    const task = vi.fn(async () => {});
    const running = openOutbox().runExclusively(task, true);
    await vi.advanceTimersByTimeAsync(3000);
    await running;
    grant({} as Lock);

    expect(task).toHaveBeenCalledTimes(1);
  });

  it('waits for a task that takes longer than 3 seconds', async () => {
    vi.useFakeTimers({ now: START });
    let hasReturned = false;
    const running = openOutbox()
      .runExclusively(() => new Promise((resolve) => setTimeout(resolve, 5000)), true)
      .then(() => {
        hasReturned = true;
      });

    await vi.advanceTimersByTimeAsync(4999);
    expect(hasReturned).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await running;
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('without locks runs only a task of the visitor (mayWait: %s)', async (mayWait, calls) => {
    browser.locks = undefined;

    expect(await run(mayWait)).toBe(calls);
  });

  it('continues a task whose lock the browser has taken away', async () => {
    browser.locks!.request = (async (_name: string, _options: LockOptions, callback: (lock: Lock) => unknown) => {
      void callback({} as Lock);
      throw new DOMException('stolen', 'AbortError');
    }) as unknown as LockManager['request'];

    expect(await run(false)).toBe(1);
  });

  it('needs no lock without a scope', async () => {
    browser.holdLock();

    expect(await run(false, createOutbox(undefined, browser.global))).toBe(1);
  });
});
