/**
 * A fault that is put into the code on purpose. The simulation must find it, or a unit test if the simulation cannot: then
 * `foundBy` is the file of that test.
 *
 * @typedef {{name: string, file: string, find: string, replace: string, foundBy: 'simulation' | string}} Fault
 */

const QUEUE = 'src/feedback/delivery-queue.ts';
const SUBMISSION = 'src/feedback/submission.ts';
const MODEL = 'src/feedback/model.ts';
const OUTBOX = 'src/memory/outbox.ts';
const MEMORY = 'src/memory/memory.ts';
const RELAY = 'src/relay/submissions/submissions.ts';
const QUEUE_TEST = 'test/feedback/delivery-queue.test.ts';
const MODEL_TEST = 'test/feedback/model.test.ts';
const OUTBOX_TEST = 'test/memory/outbox.test.ts';
const RELAY_TEST = 'test/relay/submissions/submissions.test.ts';

/** @param {[string, string, string, string, string]} row */
const fault = ([name, file, find, replace, foundBy]) => ({ name, file, find, replace, foundBy });

/** @type {Fault[]} */
export const FAULTS = /** @type {[string, string, string, string, string][]} */ ([
  [
    'no limit of 55 minutes',
    SUBMISSION,
    'const AMBIGUITY_MS = 55 * 60_000',
    'const AMBIGUITY_MS = 24 * HOUR_MS',
    'simulation',
  ],
  ['an ambiguous try is forgotten', QUEUE, 'if (isAmbiguous(result)) record = withAmbiguousTry();', '', 'simulation'],
  ['a duplicate is never our own', QUEUE, "outcome.kind === 'duplicate' && !", 'false && !', 'simulation'],
  ['no fresh start', QUEUE, 'record = startAfresh(record, now)', 'record = { ...record }', 'simulation'],
  [
    'the success of another tab is overlooked',
    QUEUE,
    'return isWithin(HOUR_MS, sentAt, clock.now());',
    'return sentAt === undefined && false;',
    'simulation',
  ],
  [
    'the end by another tab is overlooked',
    QUEUE,
    'if (record.submission && record.submission.id !== stored.submission?.id) {',
    'if (false) {',
    QUEUE_TEST,
  ],
  [
    'a try is not written down before it',
    QUEUE,
    '(isCurrent() && !isRecorded(latest) ? tried : latest)',
    '(latest)',
    'simulation',
  ],
  [
    'times in the future are believed',
    SUBMISSION,
    'time !== undefined && time <= now &&',
    'time !== undefined &&',
    MODEL_TEST,
  ],
  ['48 hours in place of 24', SUBMISSION, 'const WAITING_MS = 24', 'const WAITING_MS = 48', QUEUE_TEST],
  [
    'the relay asks again after a success',
    RELAY,
    "if (known.state === 'recorded') return",
    'if (false) return',
    'simulation',
  ],
  [
    'the relay never treats a duplicate as a lost success',
    RELAY,
    "isReplayed && answer.outcome === 'duplicate'",
    'false',
    'simulation',
  ],
  [
    'the relay keeps an inferred success',
    RELAY,
    'await this.#store.markOpen(key);\n      return',
    'await this.#store.markRecorded(key, 201);\n      return',
    RELAY_TEST,
  ],
  [
    'a step back of the clock is not written down',
    QUEUE,
    'record = checkClock(record, now);\n    if (!outcome',
    'if (!outcome',
    QUEUE_TEST,
  ],
  [
    'every duplicate is our own',
    QUEUE,
    '!record.hasWrongTimes && isWithin(HOUR_MS, record.ambiguousLast, now)',
    'true',
    'simulation',
  ],
  ['the hour begins at the duplicate', QUEUE, 'isOwnDuplicate ? record.ambiguousSince! : now', 'now', QUEUE_TEST],
  [
    'ambiguous tries of another tab are not taken over',
    QUEUE,
    'const { ambiguousSince, ambiguousLast, hasWrongTimes } = stored;',
    'const { ambiguousSince, ambiguousLast, hasWrongTimes } = record;',
    'simulation',
  ],
  ['a new key for each try', QUEUE, 'key: submission.key,', 'key: newKey(),', 'simulation'],
  ['cancel does not stop what is under way', QUEUE, 'cancel() {\n      cancelCount++;', 'cancel() {', 'simulation'],
  ['a reset does not stop what is under way', MODEL, 'queue?.cancel();', '', 'simulation'],
  ['forget leaves the outbox', QUEUE, 'void outbox.update(() => record);', '', 'simulation'],
  [
    'a fresh start forgets ambiguity',
    SUBMISSION,
    'if (!isWithin(HOUR_MS, ambiguousLast, now)) return {};',
    'return {};',
    QUEUE_TEST,
  ],
  ['no lock between tabs', OUTBOX, 'if (scope === undefined) return task();', 'return task();', 'simulation'],
  ['a record of a week ago is read', OUTBOX, 'if (isOld(value)) return {};', '', OUTBOX_TEST],
  ['nothing is deleted', OUTBOX, 'entry.delete();', '', OUTBOX_TEST],
  [
    'unsent feedback stays behind',
    MODEL,
    'memory.readUnsent()) memory.writeUnsent(undefined);',
    'false) memory.writeUnsent(undefined);',
    MODEL_TEST,
  ],
  [
    'the cool-down is not written',
    MEMORY,
    'local.write(keys.sent, time === undefined ? undefined : String(time))',
    'undefined',
    'simulation',
  ],
  [
    'a visit ignores the hour',
    MODEL,
    'if (isWithin(HOUR_MS, sentAt, clock.now())) {\n        showShared(sentAt!, true);\n      } else',
    '',
    'simulation',
  ],
  [
    'a repeat at the relay does not wait for the first',
    RELAY,
    'if (underWay) return this.#waitFor(underWay.delivery);',
    '',
    RELAY_TEST,
  ],
  [
    'a used link is taken again',
    'src/relay/links/rate-routes.ts',
    'if (!(await links.used.has(key))) return;',
    'return;',
    'simulation',
  ],
  [
    'a visitor is asked again within the day',
    'src/embed/asking/find-reason-against.ts',
    'isWithin(askAgainAfterHours * HOUR_MS, memory.readAskedAt(), now)',
    'false',
    'simulation',
  ],
  [
    'a visitor is asked within the hour after a success',
    'src/embed/asking/find-reason-against.ts',
    'if (isWithin(HOUR_MS, sentAt, now)) return',
    'if (false) return',
    'simulation',
  ],
  [
    'an edited text keeps its key',
    QUEUE,
    '{ ...submission, key: newKey(), feedback }',
    '{ ...submission, feedback }',
    QUEUE_TEST,
  ],
]).map(fault);

/**
 * Puts a fault into the code while Vite loads it.
 *
 * @param {Fault} fault
 * @returns {import('vite').Plugin}
 */
export function faultPlugin({ name, file, find, replace }) {
  return {
    name: 'deliberate-fault',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith(file)) return undefined;
      if (!code.includes(find)) throw new Error(`"${name}": ${file} no longer contains ${JSON.stringify(find)}`);
      return code.replace(find, () => replace);
    },
  };
}
