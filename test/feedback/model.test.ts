import { beforeEach, describe, expect, it } from 'vitest';
import type { Model } from '../../src/feedback/model.js';
import type { ProblemKind } from '../../src/feedback/problem.js';
import { createModelWorld, fillIn, settle, submitForm } from './model-world.js';
import { FEEDBACK, HOUR, MINUTE, SECOND, START } from './world.js';

let world: ReturnType<typeof createModelWorld>;
const { authId: _, ...STORED } = FEEDBACK;
const UNREACHABLE = { kind: 'waiting', problem: { kind: 'unreachable' } } as const;
const SUBMISSION = { id: 'id', key: 'key', began: START, feedback: STORED };

beforeEach(() => {
  world = createModelWorld();
});

/** Makes the queue's code impossible to fetch. */
const breakLoading = () => {
  world.load = () => Promise.reject(new TypeError('Failed to fetch'));
};
const repairLoading = () => {
  world.load = async () => world.queue;
};

describe('the form', () => {
  it('is empty at first', () => {
    const form = world.openForm();

    expect([form.status.peek(), form.rating.peek(), form.resolved.peek(), form.comment.peek()]).toEqual([
      'editing',
      undefined,
      undefined,
      '',
    ]);
    expect([form.problem.peek(), form.isOffline.peek(), form.pauseSeconds.peek(), form.missing.peek()]).toEqual([
      undefined,
      false,
      0,
      [],
    ]);
  });

  it('shows what the visitor answers', () => {
    const form = world.openForm();
    fillIn(form);

    expect([form.rating.peek(), form.resolved.peek(), form.comment.peek()]).toEqual([4, true, 'Good']);
  });

  it('shortens the comment to the limit', () => {
    world.options.commentMaxLength = 3;
    const form = world.openForm();

    expect(form.setComment('Good', 4)).toEqual({ text: 'Goo', caret: 3 });
    expect(form.comment.peek()).toBe('Goo');
  });

  it('stores a draft with each answer', () => {
    const form = world.openForm();
    form.setRating(4);
    expect(world.memory.draft).toEqual({ rating: 4, resolved: undefined, comment: '' });

    form.setResolved(true);
    form.setComment('Good', 4);
    expect(world.memory.draft).toEqual({ rating: 4, resolved: true, comment: 'Good' });
  });

  it('keeps what was answered before it started, and fills in the rest from the draft', () => {
    world.memory.draft = { rating: 2, resolved: false, comment: 'Draft' };
    const form = world.openForm();
    form.keepEarlyAnswers({ rating: 5 });
    form.keepEarlyAnswers({ comment: 'Early' });

    form.start();

    const answers = { rating: 5, resolved: false, comment: 'Early' };
    expect([form.rating.peek(), form.resolved.peek(), form.comment.peek()]).toEqual(Object.values(answers));
    expect(world.memory.draft).toEqual(answers);
  });

  it('restores the draft of the tab', () => {
    world.memory.draft = { rating: 2, resolved: false, comment: 'Draft' };
    const form = world.openForm();
    form.start();

    expect([form.rating.peek(), form.resolved.peek(), form.comment.peek()]).toEqual([2, false, 'Draft']);
  });

  it('loads the queue and connects when the visitor touches it', async () => {
    await world.openForm().prepareToSend();

    expect(world.queue.calls).toEqual([['preconnect']]);
  });

  it('loads the queue once', async () => {
    const form = world.openForm();
    await Promise.all([form.prepareToSend(), form.prepareToSend()]);
    await submitForm(form);

    expect(world.loads).toBe(1);
  });

  it('does not fail when the visitor touches it and the queue cannot be loaded', async () => {
    breakLoading();

    await expect(world.openForm().prepareToSend()).resolves.toBeUndefined();
  });
});

describe('submitting', () => {
  it('sends the answers', async () => {
    const form = world.openForm();
    await submitForm(form);

    expect(world.queue.sent).toEqual([{ feedback: FEEDBACK, byVisitor: true }]);
    expect(form.status.peek()).toBe('sent');
  });

  it.each(['', ' \n '])('leaves the comment %j out', async (comment) => {
    const form = world.openForm();
    fillIn(form, comment);
    form.submit();
    await settle();

    expect(world.queue.sent[0]!.feedback.comment).toBeUndefined();
  });

  it('returns the first missing answer, and sends nothing', async () => {
    const form = world.openForm();

    expect(form.submit()).toBe('rating');
    expect(form.missing.peek()).toEqual(['rating', 'resolved']);
    form.setRating(4);
    expect(form.missing.peek()).toEqual(['resolved']);
    expect(form.submit()).toBe('resolved');
    form.setResolved(false);
    expect(form.missing.peek()).toEqual([]);
    await settle();
    expect(world.queue.sent).toEqual([]);
    expect(world.listener.submit).not.toHaveBeenCalled();
  });

  it('returns nothing when no answer is missing', () => {
    const form = world.openForm();
    fillIn(form);

    expect(form.submit()).toBeUndefined();
  });

  it('asks the host page first, and sends nothing when it stops the submission', async () => {
    world.listener.submit.mockReturnValue(false);
    const form = world.openForm();
    await submitForm(form);

    expect(world.listener.submit).toHaveBeenCalledExactlyOnceWith(FEEDBACK);
    expect(world.queue.sent).toEqual([]);
    expect(form.status.peek()).toBe('editing');
  });

  it('sends once when the visitor presses twice', async () => {
    const form = world.openForm();
    fillIn(form);
    form.submit();
    form.submit();
    await settle();

    expect(world.queue.sent).toHaveLength(1);
  });

  it('shows that it is sending, without the problem of the last submission', async () => {
    const form = world.openForm();
    world.queue.results = [{ kind: 'refused', problem: { kind: 'rejected' } }];
    await submitForm(form);
    form.submit();

    expect([form.status.peek(), form.problem.peek()]).toEqual(['sending', undefined]);
  });

  it('changes no answer while it is sending', () => {
    const form = world.openForm();
    fillIn(form);
    form.submit();
    form.setRating(1);
    form.setComment('Other', 5);

    expect([form.rating.peek(), form.comment.peek()]).toEqual([4, 'Good']);
  });

  it('sends nothing again after success', async () => {
    const form = world.openForm();
    await submitForm(form);
    form.submit();
    await settle();

    expect(world.queue.sent).toHaveLength(1);
  });
});

describe('a result', () => {
  it('stores the time, erases the draft and tells the host page when the feedback was sent', async () => {
    world.queue.results = [{ kind: 'sent', sentAt: START - MINUTE }];
    await submitForm(world.openForm());

    expect(world.memory.sentAt).toBe(START - MINUTE);
    expect(world.memory.draft).toBeUndefined();
    expect(world.listener.success).toHaveBeenCalledExactlyOnceWith(FEEDBACK);
    expect(world.listener.error).not.toHaveBeenCalled();
  });

  it('gives the host page the edited feedback when another tab has edited it', async () => {
    const edited = { ...FEEDBACK, comment: 'Edited' };
    world.queue.results = [{ kind: 'sent', sentAt: START, feedback: edited }];
    await submitForm(world.openForm());

    expect(world.listener.success).toHaveBeenCalledExactlyOnceWith(edited);
  });

  it('shows the newer content of another tab when it waits', async () => {
    const form = world.openForm();
    world.queue.results = [{ ...UNREACHABLE, feedback: { ...FEEDBACK, rating: 1, comment: 'Edited' } }];
    await submitForm(form);

    expect([form.rating.peek(), form.comment.peek()]).toEqual([1, 'Edited']);
  });

  it.each<ProblemKind>(['duplicate', 'rejected', 'expired', 'unauthorized'])(
    'shows the problem %s when the feedback was refused',
    async (kind) => {
      const form = world.openForm();
      world.queue.results = [{ kind: 'refused', problem: { kind } }];
      await submitForm(form);

      expect([form.status.peek(), form.problem.peek(), form.isOffline.peek()]).toEqual(['editing', { kind }, false]);
      expect(form.comment.peek()).toBe('Good');
      expect(world.listener.error).toHaveBeenCalledExactlyOnceWith(FEEDBACK, { kind });
      expect(world.memory.draft).toMatchObject({ comment: 'Good' });
    },
  );

  it.each<ProblemKind>(['unreachable', 'server-error'])(
    'shows the problem %s when the feedback waits',
    async (kind) => {
      const form = world.openForm();
      world.queue.results = [{ kind: 'waiting', problem: { kind } }];
      await submitForm(form);

      expect([form.status.peek(), form.problem.peek(), form.isOffline.peek()]).toEqual(['waiting', { kind }, false]);
      expect(world.listener.error).toHaveBeenCalledExactlyOnceWith(FEEDBACK, { kind });
    },
  );

  it('shows that the visitor is offline, and reports no error, when the feedback waits without a try', async () => {
    const form = world.openForm();
    world.connection.online = false;
    world.queue.results = [{ kind: 'waiting' }];
    await submitForm(form);

    expect([form.status.peek(), form.isOffline.peek()]).toEqual(['waiting', true]);
    expect(form.problem.peek()).toEqual({ kind: 'unreachable' });
    expect(world.listener.error).not.toHaveBeenCalled();
  });

  it('does not show that the visitor is offline after a server error', async () => {
    const form = world.openForm();
    world.connection.online = false;
    world.queue.results = [{ kind: 'waiting', problem: { kind: 'server-error' } }];
    await submitForm(form);

    expect(form.isOffline.peek()).toBe(false);
  });

  it('does not show that the visitor is offline when the feedback was refused', async () => {
    const form = world.openForm();
    world.connection.online = false;
    world.queue.results = [{ kind: 'refused', problem: { kind: 'expired' } }];
    await submitForm(form);

    expect(form.isOffline.peek()).toBe(false);
  });

  it('shows shared until the hour is over, and then the form again', async () => {
    const form = world.openForm();
    world.queue.results = [{ kind: 'shared', sentAt: START - 10 * MINUTE }];
    await submitForm(form);

    expect([form.status.peek(), form.sharedUntil.peek()]).toEqual(['shared', START + 50 * MINUTE]);
    world.clock.advance(50 * MINUTE - 1);
    expect(form.status.peek()).toBe('shared');
    world.clock.advance(1);
    expect(form.status.peek()).toBe('editing');
    expect(world.listener.success).not.toHaveBeenCalled();
  });

  it('is ignored when the submission was cancelled', async () => {
    const form = world.openForm();
    world.queue.results = [undefined];
    await submitForm(form);

    expect(form.status.peek()).toBe('sending');
  });
});

it('shows an empty form again an hour after the feedback was sent', async () => {
  const form = world.openForm();
  world.queue.results = [{ kind: 'sent', sentAt: START }];
  await submitForm(form);

  world.clock.advance(HOUR - 1);
  expect(form.status.peek()).toBe('sent');
  world.clock.advance(1);

  expect([form.status.peek(), form.rating.peek(), form.missing.peek()]).toEqual(['editing', undefined, []]);
});

describe('the pause after rate-limited', () => {
  const LIMITED = { kind: 'refused', problem: { kind: 'rate-limited', retryAfter: 7 } } as const;

  it('ends after the seconds of the answer', async () => {
    const form = world.openForm();
    world.queue.results = [LIMITED];
    await submitForm(form);

    expect(form.pauseSeconds.peek()).toBe(7);
    world.clock.advance(7 * SECOND - 1);
    expect(form.pauseSeconds.peek()).toBe(7);
    world.clock.advance(1);
    expect(form.pauseSeconds.peek()).toBe(0);
  });

  it('counts down, by the clock when timers are late', async () => {
    const form = world.openForm();
    world.queue.results = [LIMITED];
    await submitForm(form);

    const counted = [form.secondsLeft.peek()];
    for (const milliseconds of [SECOND, SECOND, SECOND / 2]) {
      world.clock.advance(milliseconds);
      counted.push(form.secondsLeft.peek());
    }

    expect(counted).toEqual([7, 6, 5, 5]);
  });

  it('sends nothing', async () => {
    const form = world.openForm();
    world.queue.results = [LIMITED];
    await submitForm(form);
    form.submit();
    await settle();

    expect(world.queue.sent).toHaveLength(1);
  });

  it('counts the presses that it refuses', async () => {
    const form = world.openForm();
    form.submit();
    world.queue.results = [LIMITED];
    await submitForm(form);
    expect(form.refusedSubmits.peek()).toBe(0);

    form.submit();
    form.submit();

    expect(form.refusedSubmits.peek()).toBe(2);
  });

  it('does not begin without seconds', async () => {
    const form = world.openForm();
    world.queue.results = [{ kind: 'refused', problem: { kind: 'rate-limited' } }];
    await submitForm(form);

    expect(form.pauseSeconds.peek()).toBe(0);
  });

  it('ends with a reset', async () => {
    const form = world.openForm();
    world.queue.results = [LIMITED];
    await submitForm(form);
    form.reset();

    expect(form.pauseSeconds.peek()).toBe(0);
    expect(world.clock.pending).toBe(world.loads);
  });
});

describe('feedback that waits', () => {
  const wait = async () => {
    const form = world.openForm();
    form.start();
    world.queue.results = [UNREACHABLE];
    await submitForm(form);
    return form;
  };

  it('is sent automatically when the connection is back', async () => {
    const form = await wait();
    world.goOnline();
    await settle();

    expect(world.queue.sent.map(({ byVisitor }) => byVisitor)).toEqual([true, false]);
    expect(form.status.peek()).toBe('sent');
  });

  it('is sent when the visitor tries again', async () => {
    const form = await wait();
    form.submit();
    await settle();

    expect(world.queue.sent.map(({ byVisitor }) => byVisitor)).toEqual([true, true]);
  });

  it('is replaced in the queue when the visitor edits it', async () => {
    const form = await wait();
    form.setRating(1);

    expect(world.queue.calls).toEqual([['replaceWaiting', { ...FEEDBACK, rating: 1 }]]);
    expect(world.memory.unsent).toBeUndefined();
    expect(form.problem.peek()).toEqual({ kind: 'unreachable' });
  });

  it('becomes shared when another tab delivers it', async () => {
    const form = await wait();
    for (const callback of world.memory.onSentCallbacks) callback(START);

    expect([form.status.peek(), form.isSharedEarlier.peek()]).toEqual(['shared', false]);
  });

  it('is not sent automatically after a stop', async () => {
    const form = world.openForm();
    const stop = form.start();
    world.queue.results = [UNREACHABLE];
    await submitForm(form);
    stop();
    world.goOnline();

    expect(world.onlineCallbacks.size).toBe(0);
    expect(world.memory.onSentCallbacks.size).toBe(0);
    expect(form.status.peek()).toBe('waiting');
  });
});

describe('input beyond the limit of the comment', () => {
  const type = (form: Model, text: string) => form.setComment(text, text.length);

  it('is refused and counted, once in quick succession', () => {
    world.options.commentMaxLength = 3;
    const form = world.openForm();
    type(form, 'abc');

    expect(form.refusedInputs.peek()).toBe(0);

    world.clock.advance(501);
    type(form, 'abcd');
    world.clock.advance(500);
    type(form, 'abce');

    expect([form.comment.peek(), form.refusedInputs.peek()]).toEqual(['abc', 1]);

    world.clock.advance(501);
    type(form, 'abcf');

    expect(form.refusedInputs.peek()).toBe(2);
  });
});

describe('an edit', () => {
  it('removes the problem of refused feedback', async () => {
    const form = world.openForm();
    world.queue.results = [{ kind: 'refused', problem: { kind: 'rejected' } }];
    await submitForm(form);
    form.setRating(1);

    expect(form.problem.peek()).toBeUndefined();
    expect(world.queue.calls).toEqual([]);
  });
});

describe('a connection that comes back', () => {
  it('sends nothing when nothing waits', async () => {
    const form = world.openForm();
    form.start();
    fillIn(form);
    world.goOnline();
    await settle();

    expect(world.queue.sent).toEqual([]);
  });
});

describe('without the code that sends', () => {
  beforeEach(breakLoading);

  it('keeps the feedback, and tells the visitor and the host page', async () => {
    const form = world.openForm();
    await submitForm(form);

    expect([form.status.peek(), form.problem.peek()]).toEqual(['waiting', { kind: 'unreachable' }]);
    expect(world.memory.unsent).toEqual({ began: START, feedback: STORED });
    expect(world.listener.error).toHaveBeenCalledExactlyOnceWith(FEEDBACK, { kind: 'unreachable' });
  });

  it('keeps the time of the first press', async () => {
    const form = world.openForm();
    await submitForm(form);
    world.clock.advance(MINUTE);
    form.submit();
    await settle();

    expect(world.memory.unsent?.began).toBe(START);
  });

  it('keeps what the visitor edits', async () => {
    const form = world.openForm();
    await submitForm(form);
    form.setRating(1);

    expect(world.memory.unsent).toEqual({ began: START, feedback: { ...STORED, rating: 1 } });
  });

  it('still keeps edits in memory after the code was loaded', async () => {
    const form = world.openForm();
    await submitForm(form);
    repairLoading();
    await form.prepareToSend();
    form.setRating(1);

    expect(world.memory.unsent?.feedback.rating).toBe(1);
    expect(world.queue.calls).toEqual([['preconnect']]);
  });

  it('gives the feedback to the queue when it can be loaded, and erases it after the result', async () => {
    const form = world.openForm();
    await submitForm(form);
    const { unsent } = world.memory;
    repairLoading();
    form.submit();
    await settle();

    expect(world.queue.calls).toEqual([['restore', unsent]]);
    expect(world.queue.sent).toEqual([{ feedback: FEEDBACK, byVisitor: true }]);
    expect(world.memory.unsent).toBeUndefined();
  });

  it('keeps the feedback while it still waits', async () => {
    const form = world.openForm();
    await submitForm(form);
    repairLoading();
    world.queue.results = [UNREACHABLE];
    form.submit();
    await settle();

    expect(world.memory.unsent).toBeDefined();
  });

  it('waits 10 seconds for code that never arrives', async () => {
    world.load = () => new Promise(() => {});
    const form = world.openForm();
    await submitForm(form);
    world.clock.advance(10 * SECOND - 1);
    await settle();
    expect(form.status.peek()).toBe('sending');

    world.clock.advance(1);
    await settle();
    expect(form.status.peek()).toBe('waiting');
    expect(world.memory.unsent).toBeDefined();
  });

  it('uses code that arrives late at the next press', async () => {
    let arrive: (queue: typeof world.queue) => void = () => {};
    world.load = () =>
      new Promise((resolve) => {
        arrive = resolve;
      });
    const form = world.openForm();
    await submitForm(form);
    world.clock.advance(10 * SECOND);
    await settle();
    arrive(world.queue);
    form.submit();
    await settle();

    expect(form.status.peek()).toBe('sent');
    expect(world.loads).toBe(1);
  });
});

describe('a visit', () => {
  it('shows shared within an hour of the last feedback', () => {
    world.memory.sentAt = START - HOUR + 1;
    const form = world.openForm();
    form.start();

    expect([form.status.peek(), form.sharedUntil.peek()]).toEqual(['shared', START + 1]);
    expect(form.isSharedEarlier.peek()).toBe(true);
    expect(world.memory.sentAt).toBeDefined();
  });

  it.each([START - HOUR, START + 1])(
    'erases the time of the last feedback when it is not within the hour (%i)',
    (at) => {
      world.memory.sentAt = at;
      const form = world.openForm();
      form.start();

      expect(form.status.peek()).toBe('editing');
      expect(world.memory.sentAt).toBeUndefined();
    },
  );

  it('loads nothing when nothing waits', () => {
    world.openForm().start();

    expect(world.loads).toBe(0);
  });

  it('sends automatically what waits in the outbox, and shows it', async () => {
    world.memory.isMarked = true;
    world.queue.restored = { submission: SUBMISSION };
    world.queue.results = [UNREACHABLE];
    const form = world.openForm();
    form.start();
    expect(form.status.peek()).toBe('sending');
    await settle();

    expect(world.queue.calls).toEqual([['restore', undefined]]);
    expect(world.queue.sent).toEqual([{ feedback: FEEDBACK, byVisitor: false }]);
    expect([form.status.peek(), form.comment.peek()]).toEqual(['waiting', 'Good']);
  });

  it('shows the form when nothing waits after all', async () => {
    world.memory.isMarked = true;
    const form = world.openForm();
    form.start();
    await settle();

    expect(form.status.peek()).toBe('editing');
    expect(world.queue.sent).toEqual([]);
  });

  it('shows shared when another tab has delivered what waited', async () => {
    world.memory.isMarked = true;
    world.queue.restored = { sentAt: START - MINUTE, submission: SUBMISSION };
    const form = world.openForm();
    form.start();
    await settle();

    expect(form.status.peek()).toBe('shared');
    expect(world.queue.sent).toEqual([]);
  });

  it('shows unsent feedback, and waits quietly, when the queue still cannot be loaded', async () => {
    breakLoading();
    world.memory.unsent = { began: START, feedback: STORED };
    const form = world.openForm();
    form.start();
    await settle();

    expect([form.status.peek(), form.comment.peek()]).toEqual(['waiting', 'Good']);
    expect(world.listener.error).not.toHaveBeenCalled();
  });

  it('sends the edited answers of unsent feedback', async () => {
    breakLoading();
    world.memory.unsent = { began: START, feedback: STORED };
    const form = world.openForm();
    form.start();
    await settle();
    form.setRating(1);
    repairLoading();
    form.submit();
    await settle();

    expect(world.queue.sent).toEqual([{ feedback: { ...FEEDBACK, rating: 1 }, byVisitor: true }]);
  });

  it('does not overwrite what waits in the outbox while it cannot be read', async () => {
    breakLoading();
    world.memory.isMarked = true;
    const form = world.openForm();
    form.start();
    await settle();
    form.setRating(1);

    expect(form.status.peek()).toBe('waiting');
    expect(world.memory.unsent).toBeUndefined();
  });

  it('reads the outbox when the visitor tries again, and sends automatically', async () => {
    breakLoading();
    world.memory.isMarked = true;
    const form = world.openForm();
    form.start();
    await settle();
    repairLoading();
    world.queue.restored = { submission: SUBMISSION };
    form.submit();
    await settle();

    expect(world.queue.sent).toEqual([{ feedback: FEEDBACK, byVisitor: false }]);
    expect(world.listener.submit).not.toHaveBeenCalled();
  });

  it('shows shared when another tab stores that feedback was sent', () => {
    const form = world.openForm();
    form.start();
    for (const callback of world.memory.onSentCallbacks) callback(START - MINUTE);

    expect(form.status.peek()).toBe('shared');
  });

  it.each([START - HOUR, START + 1])('ignores a time of another tab that is not within the hour (%i)', (time) => {
    const form = world.openForm();
    form.start();
    for (const callback of world.memory.onSentCallbacks) callback(time);

    expect(form.status.peek()).toBe('editing');
  });

  it('keeps the thanks when another tab stores that feedback was sent', async () => {
    const form = world.openForm();
    form.start();
    await submitForm(form);
    for (const callback of world.memory.onSentCallbacks) callback(START);

    expect(form.status.peek()).toBe('sent');
  });

  it('stops its timers', () => {
    world.memory.sentAt = START;
    const stop = world.openForm().start();
    stop();

    expect(world.clock.pending).toBe(0);
  });
});

describe('a reset', () => {
  it('empties the form, and cancels what waits', async () => {
    const form = world.openForm();
    world.queue.results = [UNREACHABLE];
    await submitForm(form);
    form.reset();

    expect([form.status.peek(), form.rating.peek(), form.resolved.peek(), form.comment.peek()]).toEqual([
      'editing',
      undefined,
      undefined,
      '',
    ]);
    expect([form.problem.peek(), form.missing.peek()]).toEqual([undefined, []]);
    expect(world.queue.calls).toEqual([['cancel']]);
    expect(world.memory.draft).toBeUndefined();
  });

  it('erases unsent feedback', async () => {
    breakLoading();
    const form = world.openForm();
    await submitForm(form);
    form.reset();

    expect(world.memory.unsent).toBeUndefined();
    expect(form.isOffline.peek()).toBe(false);
  });

  it.each(['editing', 'sent', 'shared'])("keeps the mark of another tab's submission while %s", async (status) => {
    if (status === 'shared') world.memory.sentAt = START;
    const form = world.openForm();
    form.start();
    if (status === 'sent') await submitForm(form);
    world.memory.isMarked = true;

    expect(form.status.peek()).toBe(status);

    form.reset();

    expect(world.memory.hasWaiting()).toBe(true);
  });

  it('keeps the time of the last feedback', async () => {
    const form = world.openForm();
    await submitForm(form);
    form.reset();

    expect(world.memory.sentAt).toBe(START);
  });

  it('lets the visitor send new feedback', async () => {
    const form = world.openForm();
    await submitForm(form);
    form.reset();
    await submitForm(form);

    expect(world.queue.sent).toHaveLength(2);
  });

  it('discards the result of a submission under way', async () => {
    const form = world.openForm();
    world.queue.results = [
      async () => {
        form.reset();
        return { kind: 'sent', sentAt: START };
      },
    ];
    await submitForm(form);

    expect(form.status.peek()).toBe('editing');
    expect(world.listener.success).not.toHaveBeenCalled();
    expect(world.memory.sentAt).toBeUndefined();
  });

  it('stops a submission while the queue is loaded', async () => {
    const form = world.openForm();
    fillIn(form);
    form.submit();
    form.reset();
    await settle();

    expect(world.queue.sent).toEqual([]);
    expect(form.status.peek()).toBe('editing');
  });

  it('stops a submission while the outbox is read', async () => {
    world.memory.isMarked = true;
    world.queue.restored = { submission: SUBMISSION };
    const form = world.openForm();
    const restore = world.queue.restore.bind(world.queue);
    world.queue.restore = async (unsent) => {
      form.reset();
      return restore(unsent);
    };
    form.start();
    await settle();

    expect(world.queue.sent).toEqual([]);
    expect([form.status.peek(), form.comment.peek()]).toEqual(['editing', '']);
  });

  it('forgets a submission that waits in an unread outbox', async () => {
    breakLoading();
    world.memory.isMarked = true;
    const form = world.openForm();
    form.start();
    await settle();
    form.reset();
    repairLoading();
    await submitForm(form);

    expect(world.queue.calls).toEqual([]);
    expect(world.queue.sent).toEqual([{ feedback: FEEDBACK, byVisitor: true }]);
  });
});

describe('forget', () => {
  it('erases everything that is remembered', async () => {
    const form = world.openForm();
    await submitForm(form);
    form.forget();
    await settle();

    expect([world.memory.sentAt, world.memory.draft, world.memory.unsent]).toEqual([undefined, undefined, undefined]);
    expect(world.memory.hasForgottenAsking).toBe(true);
    expect(world.queue.calls).toEqual([['cancel'], ['forget']]);
    expect(form.status.peek()).toBe('editing');
  });

  it('loads the queue to erase the outbox', async () => {
    world.openForm().forget();
    await settle();

    expect(world.queue.calls).toEqual([['forget']]);
  });

  it('works without the code that sends', async () => {
    breakLoading();
    world.memory.sentAt = START;
    world.openForm().forget();
    await settle();

    expect(world.memory.sentAt).toBeUndefined();
  });
});
