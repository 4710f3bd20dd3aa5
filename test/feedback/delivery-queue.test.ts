import { beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/feedback/problem.js';
import { createDeliveryWorld, DAY, FEEDBACK, HOUR, MINUTE, SECOND, START, TestOutbox } from './world.js';

let world: ReturnType<typeof createDeliveryWorld>;
const keys = () => world.transport.sent.map(({ key }) => key);
const comments = () => world.transport.sent.map(({ feedback }) => feedback.comment);
const EDITED = { ...FEEDBACK, comment: 'Edited' };
const { authId: _, ...STORED } = FEEDBACK;

beforeEach(() => {
  world = createDeliveryWorld();
});

describe('sending', () => {
  it('returns the time when the feedback was recorded', async () => {
    expect(await world.openTab().send(FEEDBACK, true)).toEqual({ kind: 'sent', sentAt: START, feedback: FEEDBACK });
  });

  it('stores only the time after the feedback was recorded', async () => {
    await world.openTab().send(FEEDBACK, true);

    expect(world.outbox.record).toEqual({ sentAt: START });
  });

  it('stores the submission as ambiguous before each try', async () => {
    let stored: unknown;
    world.transport.answers = [
      () => {
        stored = world.outbox.record;
        return 'recorded';
      },
    ];

    await world.openTab().send(FEEDBACK, true);

    expect(stored).toEqual({
      submission: { id: 'key-1', key: 'key-1', began: START, feedback: STORED },
      ambiguousSince: START,
      ambiguousLast: START,
      hasWrongTimes: undefined,
    });
  });

  it('never stores who the visitor is', async () => {
    world.transport.answers = ['unreachable'];

    await world.openTab().send(FEEDBACK, true);

    expect(JSON.stringify(world.outbox.record)).not.toContain(FEEDBACK.authId);
  });

  it.each<Outcome['kind']>(['rejected', 'unauthorized', 'duplicate', 'no-conversation', 'invalid-user'])(
    'drops the submission after %s, and sends the next one under a new key',
    async (kind) => {
      const tab = world.openTab();
      world.transport.answers = [kind];

      expect(await tab.send(FEEDBACK, true)).toEqual({ kind: 'refused', problem: { kind }, feedback: FEEDBACK });
      await tab.send(FEEDBACK, true);

      expect(keys()).toEqual(['key-1', 'key-2']);
    },
  );

  it('forgets a try that was not ambiguous', async () => {
    world.transport.answers = ['rejected'];

    await world.openTab().send(FEEDBACK, true);

    expect(world.outbox.record).toEqual({});
  });

  it('returns how long to pause after rate-limited', async () => {
    world.transport.answers = [{ kind: 'rate-limited', retryAfter: 7 }];

    expect(await world.openTab().send(FEEDBACK, true)).toMatchObject({
      kind: 'refused',
      problem: { kind: 'rate-limited', retryAfter: 7 },
    });
  });

  it.each<Outcome['kind']>(['unreachable', 'server-error'])('waits after %s, and keeps the key', async (kind) => {
    const tab = world.openTab();
    world.transport.answers = [kind];

    expect(await tab.send(FEEDBACK, true)).toEqual({ kind: 'waiting', problem: { kind }, feedback: FEEDBACK });
    await tab.send(FEEDBACK, false);

    expect(keys()).toEqual(['key-1', 'key-1']);
  });

  it('connects to the relay when asked to', () => {
    world.openTab().preconnect();

    expect(world.transport.preconnects).toBe(1);
  });
});

describe('a duplicate', () => {
  it('means sent after an ambiguous try, at the time of the first such try', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable', 'server-error', 'duplicate'];
    await tab.send(FEEDBACK, true);
    world.clock.advance(10 * MINUTE);
    await tab.send(FEEDBACK, true);
    world.clock.advance(10 * MINUTE);

    expect(await tab.send(FEEDBACK, true)).toEqual({ kind: 'sent', sentAt: START, feedback: FEEDBACK });
  });

  it('means sent after an ambiguous try of an earlier content', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable', 'duplicate'];
    await tab.send(FEEDBACK, true);

    expect(await tab.send(EDITED, true)).toMatchObject({ kind: 'sent' });
  });

  it('means sent after an ambiguous try of another tab', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    world.transport.answers = ['unreachable', 'duplicate'];
    await first.send(FEEDBACK, true);

    expect(await second.send(EDITED, true)).toMatchObject({ kind: 'sent' });
  });

  it('means sent one millisecond before the hour of the last ambiguous try is over', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable', 'duplicate'];
    await tab.send(FEEDBACK, true);
    world.clock.advance(HOUR - 1);

    expect(await tab.send(FEEDBACK, true)).toMatchObject({ kind: 'sent' });
  });

  it('is a problem when the last ambiguous try is an hour old', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable', 'duplicate'];
    await tab.send(FEEDBACK, true);
    world.clock.advance(HOUR);

    expect(await tab.send(FEEDBACK, true)).toMatchObject({ kind: 'refused', problem: { kind: 'duplicate' } });
  });

  it('is a problem when a try that was under way in another tab got a clear answer', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    world.transport.answers = [
      async () => {
        await second.restore(undefined);
        return 'rejected' as const;
      },
      'duplicate',
    ];
    await first.send(FEEDBACK, true);

    expect(await second.send(FEEDBACK, true)).toMatchObject({ problem: { kind: 'duplicate' } });
  });

  it('is a problem without an ambiguous try', async () => {
    world.transport.answers = ['duplicate'];

    expect(await world.openTab().send(FEEDBACK, true)).toMatchObject({ problem: { kind: 'duplicate' } });
  });

  it('is a problem when the clock has gone backwards', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable', 'duplicate'];
    await tab.send(FEEDBACK, true);
    world.clock.advance(-10 * MINUTE);
    await tab.restore(undefined);
    world.clock.advance(20 * MINUTE);

    expect(await tab.send(FEEDBACK, true)).toMatchObject({ problem: { kind: 'duplicate' } });
  });
});

describe('automatic sending', () => {
  it('ends 55 minutes after the first ambiguous try', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable', 'unreachable'];
    await tab.send(FEEDBACK, true);
    world.clock.advance(30 * MINUTE);
    await tab.send(FEEDBACK, false);
    world.clock.advance(25 * MINUTE);

    expect(await tab.send(FEEDBACK, false)).toEqual({
      kind: 'refused',
      problem: { kind: 'expired' },
      feedback: FEEDBACK,
    });
    expect(world.transport.sent).toHaveLength(2);
  });

  it('is allowed one millisecond before 55 minutes are over', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable'];
    await tab.send(FEEDBACK, true);
    world.clock.advance(55 * MINUTE - 1);

    expect(await tab.send(FEEDBACK, false)).toMatchObject({ kind: 'sent' });
  });

  it('ends 24 hours after the visitor sent feedback that was never tried', async () => {
    const tab = world.openTab();
    world.connection.online = false;
    await tab.send(FEEDBACK, true);
    world.connection.online = true;
    world.clock.advance(DAY);

    expect(await tab.send(FEEDBACK, false)).toMatchObject({ problem: { kind: 'expired' } });
    expect(world.transport.sent).toEqual([]);
  });

  it('is allowed one millisecond before 24 hours without a try', async () => {
    const tab = world.openTab();
    world.connection.online = false;
    await tab.send(FEEDBACK, true);
    world.connection.online = true;
    world.clock.advance(DAY - 1);

    expect(await tab.send(FEEDBACK, false)).toMatchObject({ kind: 'sent' });
  });

  it('ends between two tries of one submission', async () => {
    const tab = world.openTab();
    world.transport.retries = 2;
    world.transport.answers = [
      () => {
        world.clock.advance(55 * MINUTE);
        return 'unreachable';
      },
    ];

    expect(await tab.send(FEEDBACK, true)).toMatchObject({ kind: 'waiting', problem: { kind: 'unreachable' } });
    expect(world.transport.sent).toHaveLength(1);
  });

  it('does nothing while another tab holds the lock', async () => {
    const tab = world.openTab();
    world.outbox.isLocked = true;

    expect(await tab.send(FEEDBACK, false)).toEqual({ kind: 'waiting' });
    expect(world.transport.sent).toEqual([]);
  });

  it('waits while the browser is offline, and does not ask the relay', async () => {
    const tab = world.openTab();
    world.connection.online = false;
    world.transport.isReachable = true;

    expect(await tab.send(FEEDBACK, false)).toMatchObject({ kind: 'waiting', problem: undefined });
    expect(world.transport.sent).toEqual([]);
  });
});

describe('a press by the visitor', () => {
  it('starts a new submission when the old one is too late', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable', 'unreachable'];
    await tab.send(FEEDBACK, true);
    world.clock.advance(2 * HOUR);
    await tab.send(FEEDBACK, true);

    expect(keys()).toEqual(['key-1', 'key-2']);
    expect(world.outbox.record.submission).toMatchObject({ id: 'key-2', began: START + 2 * HOUR });
    expect(world.outbox.record.ambiguousSince).toBe(START + 2 * HOUR);
  });

  it('keeps the ambiguous tries of the last hour in the new submission', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable', 'unreachable', 'duplicate'];
    await tab.send(FEEDBACK, true);
    world.clock.advance(40 * MINUTE);
    await tab.send(FEEDBACK, true);
    world.clock.advance(40 * MINUTE);

    expect(await tab.send(FEEDBACK, true)).toMatchObject({ kind: 'sent', sentAt: START + 40 * MINUTE });
  });

  it('may repeat a request that the browser refused to send, although nothing is sent automatically', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable'];
    await tab.send(FEEDBACK, true);
    world.clock.advance(-10 * MINUTE);
    await tab.restore(undefined);
    world.clock.advance(20 * MINUTE);
    world.transport.refusals = 1;

    expect(await tab.send(FEEDBACK, true)).toMatchObject({ kind: 'sent' });
  });

  it('sends although the browser says that it is offline, when the relay answers', async () => {
    world.connection.online = false;
    world.transport.isReachable = true;

    expect(await world.openTab().send(FEEDBACK, true)).toMatchObject({ kind: 'sent' });
  });

  it('waits without a try when the browser is offline and the relay does not answer', async () => {
    world.connection.online = false;

    expect(await world.openTab().send(FEEDBACK, true)).toEqual({
      kind: 'waiting',
      problem: undefined,
      feedback: FEEDBACK,
    });
    expect(world.outbox.history.filter(({ ambiguousLast }) => ambiguousLast !== undefined)).toEqual([]);
  });

  it('creates no submission when it is cancelled before the outbox was read', async () => {
    const tab = world.openTab();
    const sending = tab.send(FEEDBACK, true);
    tab.cancel();
    await sending;
    await tab.send(FEEDBACK, true);

    expect(keys()).toEqual(['key-1']);
  });
});

describe('an idempotency key', () => {
  it('changes when the visitor edits the feedback', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable', 'unreachable'];
    await tab.send(FEEDBACK, true);
    await tab.send(EDITED, true);

    expect(keys()).toEqual(['key-1', 'key-2']);
  });

  it('changes when the visitor edits the feedback that waits', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable'];
    await tab.send(FEEDBACK, true);
    tab.replaceWaiting(EDITED);
    await tab.send(EDITED, false);

    expect(keys()).toEqual(['key-1', 'key-2']);
    expect(comments()).toEqual(['Good', 'Edited']);
  });

  it.each([{ rating: 5 as const }, { resolved: false }, { comment: undefined }, { businessId: 344 }])(
    'changes with %j',
    async (change) => {
      const tab = world.openTab();
      world.transport.answers = ['unreachable'];
      await tab.send(FEEDBACK, true);
      await tab.send({ ...FEEDBACK, ...change }, true);

      expect(keys()).toEqual(['key-1', 'key-2']);
    },
  );

  it('is not created for an edit while nothing waits', () => {
    world.openTab().replaceWaiting(EDITED);

    expect(world.outbox.history).toEqual([]);
  });

  it('stays the same when an edit changes nothing', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable'];
    await tab.send(FEEDBACK, true);
    tab.replaceWaiting({ ...FEEDBACK });
    await tab.send(FEEDBACK, true);

    expect(keys()).toEqual(['key-1', 'key-1']);
  });

  it('is the same for all tries of one submission', async () => {
    world.transport.retries = 2;
    world.transport.answers = ['unreachable', 'server-error'];

    await world.openTab().send(FEEDBACK, true);

    expect(keys()).toEqual(['key-1', 'key-1', 'key-1']);
  });
});

describe('two tabs', () => {
  it('are both told that their feedback was recorded when no lock keeps them apart', async () => {
    world.transport.answers = [
      () => {
        world.outbox.record = { sentAt: START - MINUTE };
        return 'recorded';
      },
    ];

    expect(await world.openTab().send(FEEDBACK, true)).toMatchObject({ kind: 'sent', sentAt: START });
  });

  it('share a submission after one of them has edited it', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    world.transport.answers = ['unreachable', 'unreachable'];
    await first.send(FEEDBACK, true);
    await second.restore(undefined);
    first.replaceWaiting(EDITED);
    await first.send(EDITED, true);

    expect(await second.send(FEEDBACK, false)).toMatchObject({ kind: 'sent', feedback: EDITED });
    expect(comments()).toEqual(['Good', 'Edited', 'Edited']);
    expect(keys()).toEqual(['key-1', 'key-2', 'key-2']);
  });

  it('send the newer content when the visitor presses in the tab that shows the older one', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    world.transport.answers = ['unreachable'];
    await first.send(FEEDBACK, true);
    await second.restore(undefined);
    first.replaceWaiting(EDITED);

    expect(await second.send(FEEDBACK, true)).toMatchObject({ kind: 'sent', feedback: EDITED });
  });

  it('send the content of the tab in which the visitor has edited it and presses', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    world.transport.answers = ['unreachable'];
    await first.send(FEEDBACK, true);
    await second.restore(undefined);

    await second.send({ ...FEEDBACK, comment: 'Second' }, true);

    expect(comments()).toEqual(['Good', 'Second']);
  });

  it('do not send again what one of them delivered', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    await first.send(FEEDBACK, true);
    world.clock.advance(HOUR - 1);

    expect(await second.send(FEEDBACK, true)).toEqual({ kind: 'shared', sentAt: START });
    expect(world.transport.sent).toHaveLength(1);
  });

  it('send again an hour after one of them delivered', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    await first.send(FEEDBACK, true);
    world.clock.advance(HOUR);

    expect(await second.send(FEEDBACK, true)).toMatchObject({ kind: 'sent' });
  });

  it('do not send automatically what another tab has ended', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    world.transport.answers = ['unreachable', 'rejected'];
    await first.send(FEEDBACK, true);
    await second.restore(undefined);
    await first.send(FEEDBACK, true);

    expect(await second.send(FEEDBACK, false)).toEqual({ kind: 'refused', problem: { kind: 'expired' } });
    expect(world.transport.sent).toHaveLength(2);
  });

  it('send what another tab has ended as a new submission when the visitor presses', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    world.transport.answers = ['unreachable', 'rejected'];
    await first.send(FEEDBACK, true);
    await second.restore(undefined);
    await first.send(FEEDBACK, true);
    await second.send(FEEDBACK, true);

    expect(keys()).toEqual(['key-1', 'key-1', 'key-2']);
  });

  it('do not overwrite each other when no lock keeps them apart', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    world.transport.answers = [
      async () => {
        await second.send(FEEDBACK, true);
        return 'unreachable' as const;
      },
    ];

    expect(await first.send(FEEDBACK, true)).toEqual({ kind: 'shared', sentAt: START });
    expect(world.outbox.record).toEqual({ sentAt: START });
  });

  it('are not thanked for a duplicate that another tab has caused without a lock', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    world.transport.answers = [
      'unreachable',
      async () => {
        await second.send(EDITED, true);
        return 'duplicate' as const;
      },
    ];
    await first.send(FEEDBACK, true);

    expect(await first.send(FEEDBACK, true)).toEqual({ kind: 'shared', sentAt: START });
  });

  it('make no further try when another tab has delivered without a lock', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    world.transport.retries = 1;
    world.transport.answers = [
      async () => {
        await second.send(FEEDBACK, true);
        return 'unreachable' as const;
      },
    ];

    expect(await first.send(FEEDBACK, true)).toMatchObject({ kind: 'shared' });
    expect(world.transport.sent).toHaveLength(2);
  });
});

describe('a clock that goes backwards', () => {
  it('ends automatic sending for good when it was noticed after a try', async () => {
    const tab = world.openTab();
    world.transport.answers = [
      () => {
        world.clock.time -= 3 * DAY;
        return 'server-error';
      },
    ];
    expect(await tab.send(FEEDBACK, true)).toMatchObject({ kind: 'waiting' });
    world.clock.time += 3 * DAY + 15 * MINUTE;

    expect(await tab.send(FEEDBACK, false)).toMatchObject({ problem: { kind: 'expired' } });
    expect(await world.openTab().restore(undefined)).toMatchObject({ hasWrongTimes: true });
    expect(world.transport.sent).toHaveLength(1);
  });

  it('ends automatic sending for good when a later visit noticed it', async () => {
    world.transport.answers = ['unreachable'];
    await world.openTab().send(FEEDBACK, true);
    world.clock.time -= DAY;
    await world.openTab().restore(undefined);
    world.clock.time += DAY + MINUTE;
    const tab = world.openTab();
    await tab.restore(undefined);

    expect(await tab.send(FEEDBACK, false)).toMatchObject({ problem: { kind: 'expired' } });
  });

  it('ends the tries of the submission under way', async () => {
    world.transport.retries = 2;
    world.transport.answers = [
      () => {
        world.clock.time -= HOUR;
        return 'unreachable';
      },
    ];

    await world.openTab().send(FEEDBACK, true);

    expect(world.transport.sent).toHaveLength(1);
  });

  it('ends automatic sending of feedback that was never tried', async () => {
    const tab = world.openTab();
    world.connection.online = false;
    await tab.send(FEEDBACK, true);
    world.clock.time -= 2 * SECOND;
    await tab.restore(undefined);
    world.connection.online = true;
    world.clock.time += MINUTE;

    expect(await tab.send(FEEDBACK, false)).toMatchObject({ problem: { kind: 'expired' } });
  });

  it('still lets the visitor send, as a new submission', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable'];
    await tab.send(FEEDBACK, true);
    world.clock.time -= DAY;

    expect(await tab.send(FEEDBACK, true)).toMatchObject({ kind: 'sent' });
    expect(keys()).toEqual(['key-1', 'key-2']);
    expect(world.outbox.record).toEqual({ sentAt: START - DAY });
  });

  it('prevents automatic sending of a new submission that keeps older ambiguous tries', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable', 'unreachable'];
    await tab.send(FEEDBACK, true);
    world.clock.time -= 30 * MINUTE;
    await tab.restore(undefined);
    world.clock.time += 35 * MINUTE;
    await tab.send(FEEDBACK, true);

    expect(await tab.send(FEEDBACK, false)).toMatchObject({ problem: { kind: 'expired' } });
  });

  it('is tolerated for a second, because the clocks of two tabs may differ', async () => {
    const tab = world.openTab();
    world.connection.online = false;
    await tab.send(FEEDBACK, true);
    world.connection.online = true;
    world.clock.time -= SECOND;
    await tab.restore(undefined);
    world.clock.time += SECOND;

    expect(await tab.send(FEEDBACK, false)).toMatchObject({ kind: 'sent' });
  });
});

describe('restoring', () => {
  it('returns what waits', async () => {
    world.transport.answers = ['unreachable'];
    await world.openTab().send(FEEDBACK, true);

    expect(await world.openTab().restore(undefined)).toMatchObject({ submission: { key: 'key-1', feedback: STORED } });
  });

  it('sends what waits under the same key', async () => {
    world.transport.answers = ['unreachable'];
    await world.openTab().send(FEEDBACK, true);
    const tab = world.openTab();
    await tab.restore(undefined);
    await tab.send(FEEDBACK, false);

    expect(keys()).toEqual(['key-1', 'key-1']);
  });

  it('stores unsent feedback as the waiting submission', async () => {
    await world.openTab().restore({ began: START - HOUR, feedback: STORED });

    expect(world.outbox.record.submission).toEqual({
      id: 'key-1',
      key: 'key-1',
      began: START - HOUR,
      feedback: STORED,
    });
  });

  it('makes unsent feedback a new submission that may be sent automatically an hour after an ambiguous try', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable'];
    await tab.send(FEEDBACK, true);
    tab.cancel();
    world.clock.advance(HOUR);
    await tab.restore({ began: START + HOUR, feedback: STORED });

    expect(await tab.send(FEEDBACK, false)).toMatchObject({ kind: 'sent' });
    expect(keys()).toEqual(['key-1', 'key-2']);
  });

  it('keeps unsent feedback from being sent automatically 55 to 60 minutes after an ambiguous try', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable'];
    await tab.send(FEEDBACK, true);
    tab.cancel();
    world.clock.advance(HOUR - 1);
    await tab.restore({ began: START + HOUR - 1, feedback: STORED });

    expect(await tab.send(FEEDBACK, false)).toMatchObject({ problem: { kind: 'expired' } });
  });

  it('keeps the time of the last feedback beside unsent feedback', async () => {
    const tab = world.openTab();
    await tab.send(FEEDBACK, true);
    world.outbox.record = { ...world.outbox.record, ambiguousSince: START - HOUR, ambiguousLast: START - HOUR };
    await tab.restore({ began: START, feedback: STORED });

    expect(world.outbox.record.sentAt).toBe(START);
  });

  it('replaces what waits with unsent feedback, under a new key', async () => {
    world.transport.answers = ['unreachable'];
    await world.openTab().send(FEEDBACK, true);
    await world.openTab().restore({ began: START, feedback: { ...STORED, comment: 'Later' } });

    expect(world.outbox.record).toMatchObject({
      submission: { id: 'key-1', key: 'key-2', feedback: { comment: 'Later' } },
      ambiguousSince: START,
    });
  });

  it('is ignored when it was cancelled meanwhile', async () => {
    world.transport.answers = ['unreachable'];
    await world.openTab().send(FEEDBACK, true);
    const tab = world.openTab();
    const restoring = tab.restore(undefined);
    tab.cancel();

    expect(await restoring).toEqual({ submission: undefined });
  });
});

describe('cancelling', () => {
  it('keeps the submission that another tab has stored in place of its own', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable'];
    await tab.send(FEEDBACK, true);
    const other = { ...world.outbox.record.submission!, id: 'other' };
    world.outbox.record = { ...world.outbox.record, submission: other };
    tab.cancel();

    expect(world.outbox.record.submission).toEqual(other);
  });

  it('removes what waits, and keeps what is known about ambiguous tries', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable'];
    await tab.send(FEEDBACK, true);
    tab.cancel();

    expect(world.outbox.record).toMatchObject({ submission: undefined, ambiguousSince: START });
  });

  it('keeps the submission of another tab', async () => {
    const [first, second] = [world.openTab(), world.openTab()];
    world.transport.answers = ['unreachable'];
    await first.send(FEEDBACK, true);
    second.cancel();

    expect(world.outbox.record.submission).toBeDefined();
  });

  it.each(['cancel', 'forget'] as const)('by %s stops the tries of what is under way', async (stop) => {
    const tab = world.openTab();
    world.transport.retries = 2;
    world.transport.answers = [
      () => {
        tab[stop]();
        return 'unreachable';
      },
    ];

    expect(await tab.send(FEEDBACK, true)).toBeUndefined();
    expect(world.transport.sent).toHaveLength(1);
    expect(world.outbox.record.submission).toBeUndefined();
  });

  it.each(['cancel', 'forget'] as const)('by %s before the first try sends nothing', async (stop) => {
    const tab = world.openTab();
    const sending = tab.send(FEEDBACK, true);
    tab[stop]();

    expect(await sending).toBeUndefined();
    expect(world.transport.sent).toEqual([]);
  });

  it.each(['cancel', 'forget'] as const)('by %s while a try is stored sends nothing', async (stop) => {
    let updates = 0;
    const outbox = new TestOutbox();
    const update = outbox.update.bind(outbox);
    outbox.update = async (change) => {
      if (++updates === 2) tab[stop]();
      return update(change);
    };
    const tab = world.openTab({ outbox });

    expect(await tab.send(FEEDBACK, true)).toBeUndefined();
    expect(world.transport.sent).toEqual([]);
    expect(outbox.record.submission).toBeUndefined();
  });

  it('by forget erases everything', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable'];
    await tab.send(FEEDBACK, true);
    tab.forget();

    expect(world.outbox.record).toEqual({});
  });

  it('by forget makes the next duplicate a problem', async () => {
    const tab = world.openTab();
    world.transport.answers = ['unreachable', 'duplicate'];
    await tab.send(FEEDBACK, true);
    tab.forget();

    expect(await tab.send(FEEDBACK, true)).toMatchObject({ problem: { kind: 'duplicate' } });
  });
});
