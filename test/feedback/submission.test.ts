import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkClock, isTooLate, isWithin, type OutboxRecord, startAfresh } from '../../src/feedback/submission.js';
import { DAY, HOUR, MINUTE, SECOND, START } from './world.js';

const feedback = { businessId: 343, rating: 4, resolved: true } as const;
/** Times around the edges of the rules, before and after `START`. */
const times = fc.oneof(
  fc.integer({ min: START - 2 * DAY, max: START + 2 * DAY }),
  fc
    .constantFrom(-DAY, -HOUR, -55 * MINUTE, 0, SECOND, HOUR)
    .chain((offset) => fc.integer({ min: START + offset - 2, max: START + offset + 2 })),
);
/** A value, or none in every second case. */
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 1 });
const records: fc.Arbitrary<OutboxRecord> = fc.record({
  submission: maybe(times.map((began) => ({ id: 'id', key: 'key', began, feedback }))),
  ambiguousSince: maybe(times),
  ambiguousLast: maybe(times),
  hasWrongTimes: maybe(fc.constant(true as const)),
});

describe('isWithin', () => {
  it('is true from the time itself until the period is over', () => {
    fc.assert(
      fc.property(times, times, fc.integer({ min: 1, max: DAY }), (time, now, period) => {
        expect(isWithin(period, time, now)).toBe(now >= time && now < time + period);
      }),
    );
  });

  it('is false without a time', () => {
    expect(isWithin(HOUR, undefined, START)).toBe(false);
  });
});

describe('checkClock', () => {
  it('marks a record whose latest time lies more than a second in the future, and changes nothing else', () => {
    fc.assert(
      fc.property(records, times, (record, writtenAt) => {
        const { submission, ambiguousLast = 0, hasWrongTimes } = record;
        const latest = Math.max(submission?.began ?? 0, ambiguousLast, writtenAt);
        const isWrong = (submission || ambiguousLast) && latest > START + SECOND;

        expect(checkClock(record, START, writtenAt)).toEqual({
          ...record,
          ...((hasWrongTimes || isWrong) && { hasWrongTimes: true }),
        });
      }),
    );
  });

  it('never removes the mark', () => {
    fc.assert(
      fc.property(records, times, (record, now) => {
        expect(checkClock({ ...record, hasWrongTimes: true }, now).hasWrongTimes).toBe(true);
      }),
    );
  });
});

describe('isTooLate', () => {
  it('allows automatic sending for less than 55 minutes after the first ambiguous try', () => {
    fc.assert(
      fc.property(records, times, times, (record, ambiguousSince, now) => {
        const isAllowed = !record.hasWrongTimes && isWithin(55 * MINUTE, ambiguousSince, now);

        expect(isTooLate({ ...record, ambiguousSince }, now)).toBe(!isAllowed);
      }),
    );
  });

  it('allows automatic sending for a day when there was no ambiguous try', () => {
    fc.assert(
      fc.property(times, times, (began, now) => {
        const submission = { id: 'id', key: 'key', began, feedback };

        expect(isTooLate({ submission }, now)).toBe(!isWithin(DAY, began, now));
      }),
    );
  });

  it('is false for an empty record', () => {
    expect(isTooLate({}, START)).toBe(false);
  });
});

describe('startAfresh', () => {
  it('drops the submission and the time of sent feedback', () => {
    fc.assert(
      fc.property(records, times, (record, now) => {
        const fresh = startAfresh({ ...record, sentAt: START }, now);

        expect([fresh.submission, fresh.sentAt]).toEqual([undefined, undefined]);
      }),
    );
  });

  it("keeps the ambiguous tries of Haptik's hour, and drops earlier ones", () => {
    fc.assert(
      fc.property(records, times, (record, now) => {
        const fresh = startAfresh(record, now);
        const isRecent = isWithin(HOUR, record.ambiguousLast, now);

        expect(fresh.ambiguousLast).toBe(isRecent ? record.ambiguousLast : undefined);
        expect(fresh.hasWrongTimes).toBe(isRecent ? record.hasWrongTimes : undefined);
        expect(fresh.ambiguousSince === undefined || isWithin(HOUR, fresh.ambiguousSince, now)).toBe(true);
        expect(fresh.ambiguousSince === undefined).toBe(!isRecent);
      }),
    );
  });

  it('keeps the time of the first try if it is within the hour', () => {
    const record = { ambiguousSince: START - 50 * MINUTE, ambiguousLast: START - MINUTE };

    expect(startAfresh(record, START).ambiguousSince).toBe(START - 50 * MINUTE);
  });
});
