import type { OutboxRecord } from '../../src/feedback/submission.js';
import { createOutbox } from '../../src/memory/outbox.js';
import { scopeOf } from '../../src/memory/scope.js';
import { Device, type Post, type StorageFault } from './device.js';
import { Faults } from './faults.js';
import { createRandom, type Random } from './random.js';
import { BUSINESS_ID, createRelays, LINK_USER, type Recording, relayUrlOf, type User } from './relays.js';
import { type Heard, pending, Tab } from './tab.js';
import { settleTurns, Timeline } from './timeline.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The longest time that a request takes to Haptik and back. */
const ROUND_TRIP = 2 * MINUTE;

/** The actions of a world, with weights. */
const ACTIONS = {
  write: 24,
  'edit and press': 10,
  submit: 24,
  'press twice': 5,
  'open a tab': 7,
  'close a tab': 6,
  'close a tab soon': 4,
  reload: 8,
  'another user': 4,
  'go offline': 7,
  'go online': 12,
  ask: 4,
  reset: 2,
  forget: 1.5,
  'storage is cleared': 0.4,
  'a relay restarts': 3,
  'wait a little': 22,
  'wait for minutes': 10,
  'wait about an hour': 5,
  "wait for the edge of Haptik's hour": 4,
  'wait for hours': 2,
  'wait for days': 0.5,
  'clock steps': 0.5,
};
type ActionName = keyof typeof ACTIONS;

/** One action, and the seed of its random numbers. */
interface Action {
  name: ActionName;
  seed: number;
}

/** One submission, from the press that began it. */
interface Submission {
  id: string;
  user: User;
  pressedAt: number;
  tab: Tab;
}

/** The report about one world. */
export interface Report {
  seed: number;
  /** What broke the promise, in sentences; empty when nothing did. */
  violations: string[];
  /** How often each fault and action happened, by name. */
  counts: Record<string, number>;
  /** How many submissions had each end. */
  ends: Record<string, number>;
  /** How many checks the world made impossible, by reason. */
  skipped: Record<string, number>;
  /** What happened, in order. */
  log: string[];
  /** The number of actions. */
  length: number;
}

/**
 * Runs the world of a seed, and checks that it kept the promise: feedback is recorded once, or the visitor is told.
 *
 * @param kept - the positions of the actions that are run; all by default
 */
export async function simulate(seed: number, kept?: readonly number[]): Promise<Report> {
  const timeline = new Timeline();
  const consoleError = console.error;
  const mathRandom = Math.random;
  const { stackTraceLimit } = Error;
  const random = createRandom(seed);
  const chances = createRandom(seed + 1);
  console.error = () => {};
  Math.random = chances.next;
  // A world expects many errors. Their stack traces take time, and nobody reads them.
  Error.stackTraceLimit = 0;
  timeline.install();
  try {
    return await runWorld(seed, timeline, random, kept);
  } finally {
    timeline.uninstall();
    console.error = consoleError;
    Math.random = mathRandom;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Removes actions as long as the world still breaks the promise. Returns the positions of the remaining actions. */
export async function shrink(seed: number): Promise<number[]> {
  const { length } = await simulate(seed);
  let kept = Array.from({ length }, (_, position) => position);
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < kept.length; ) {
      const fewer = kept.filter((_, index) => index < start || index >= start + size);
      const { violations } = await simulate(seed, fewer);
      if (violations.length > 0) kept = fewer;
      else start += size;
    }
  }
  return kept;
}

async function runWorld(seed: number, timeline: Timeline, random: Random, kept?: readonly number[]): Promise<Report> {
  const actions: Action[] = Array.from({ length: random.integer(10, 45) }, () => ({
    name: random.weighted(ACTIONS),
    seed: random.integer(0, 2 ** 31),
  }));
  const faults = new Faults(random);
  const relays = await createRelays(timeline, faults, random);
  const log: string[] = [];
  const heard: Heard[] = [];
  const submissions: Submission[] = [];
  const violations: string[] = [];
  const skipped: Record<string, number> = {};
  /** When each user was forgotten on a device, or the device's storage was cleared. */
  const forgottenAt = new Map<string, number>();
  const dropped = new Set<string>();
  /** When a reset ended a submission, by tab and id. */
  const resets: { tab: Tab; form: number; id: string; at: number }[] = [];
  const asks: { visitor: string; conversationId: string | undefined; at: number }[] = [];
  let tabs: Tab[] = [];
  const everyTab: Tab[] = [];
  const idOf = new Map<string, string>();
  let texts = 0;
  let keys = 0;
  let hasClockStepped = false;
  const start = timeline.now;
  const note = (line: string) => log.push(`${((timeline.now - start) / MINUTE).toFixed(3)} min  ${line}`);
  const skip = (reason: string) => {
    skipped[reason] = (skipped[reason] ?? 0) + 1;
  };

  const checkPost = (post: Post) => {
    const isOther = (other: Post) =>
      other !== post && other.user === post.user && other.endedAt === undefined && other.tab.isAlive;
    const { device, tab } = post;
    if (device.posts.some((other) => isOther(other) && other.tab !== tab)) {
      if (device.storageFault === 'no locks' || device.hasWaitedForLock) skip('two requests under way without a lock');
      else violations.push(`two requests of ${post.user} were under way at the same time`);
    }
    const id = idOf.get(post.key);
    const isOfForm = (other: { tab: Tab; form: number }) => other.tab === tab && other.form === post.form;
    const reset = resets.find((other) => isOfForm(other) && other.id === id && post.at > other.at);
    if (reset) violations.push(`${post.key} of ${post.user} was sent after a reset`);
  };
  const createDevice = () =>
    new Device(
      timeline,
      random,
      faults,
      random.weighted<StorageFault>({
        none: 80,
        full: 4,
        'no IndexedDB': 4,
        blocked: 4,
        'no locks': 5,
        garbage: 3,
      }),
      relays.arrive,
      note,
      checkPost,
    );
  const devices = random.chance(0.3) ? [createDevice(), createDevice()] : [createDevice()];
  devices[0]!.isLying = random.chance(0.04);
  faults.count(`devices: ${devices.length}`);

  const settle = async () => {
    do await settleTurns(4);
    while (pending.count > 0);
  };
  const nameOf = (tab: Tab) => `${tab.user} in tab ${everyTab.indexOf(tab) + 1}`;
  const visitorOf = (user: string, device: Device) => `${user} on device ${devices.indexOf(device)}`;
  const wasForgotten = (user: string, device: Device) => forgottenAt.has(visitorOf(user, device));
  const wasRecorded = (user: string, at: number) =>
    relays.recordings.some((recording) => recording.user === user && at - recording.at < HOUR + ROUND_TRIP);
  const hasAmbiguousTry = (user: string, device: Device, at: number) =>
    device.ambiguousTries.some((mark) => mark.user === user && at - mark.at < HOUR + ROUND_TRIP) ||
    device.posts.some((post) => {
      // After a reset nobody listens to the answer. A tab that closes right after the answer may not have stored it.
      const isUnheard = dropped.has(idOf.get(post.key)!) || post.tab.closedAt - (post.endedAt ?? 0) < SECOND;
      return post.user === user && (post.isAmbiguous || isUnheard) && at - post.at < HOUR + ROUND_TRIP;
    });
  /** A known limit: without a lock, a form reads the mark of another form's try that is still under way. */
  const wasTriedBesideOther = (user: string, device: Device, at: number) => {
    if (device.storageFault !== 'no locks' && !device.hasWaitedForLock) return false;
    const posts = device.posts.filter((post) => post.user === user && at - post.at < HOUR);
    const isBeside = (one: Post, other: Post) =>
      !(one.tab === other.tab && one.form === other.form) &&
      one.at <= (other.endedAt ?? at) &&
      other.at <= (one.endedAt ?? at);
    return posts.some((one) => posts.some((other) => isBeside(one, other)));
  };

  const hear = (event: Heard) => {
    heard.push(event);
    const { user, kind, comment, device, at } = event;
    note(`${user} hears ${kind} of "${comment}"`);
    if (kind !== 'success') return;
    if (relays.recordings.some((recording) => recording.user === user && recording.comment === comment)) return;
    // Thanks without a recording of this text: a duplicate after an ambiguous try. Its cause may be an earlier text, or,
    // as a known limit, feedback from another device.
    if (hasClockStepped) skip('thanks after the clock was changed');
    else if (wasTriedBesideOther(user, device, at)) skip('thanks after a try beside another without a lock');
    else if (!hasAmbiguousTry(user, device, at) || !wasRecorded(user, at))
      violations.push(`${user} was thanked for "${comment}", but nothing of theirs was recorded`);
    else skip('thanks for a text that an earlier text, or another device, stands for');
  };
  const newKey = () => `00000000-0000-4000-8000-${String(++keys).padStart(12, '0')}`;
  const observe = (tab: Tab, user: User, { submission }: OutboxRecord) => {
    if (!submission) return;
    const { id, key } = submission;
    if (!submissions.some((other) => other.id === id)) submissions.push({ id, user, pressedAt: timeline.now, tab });
    idOf.set(key, id);
  };
  const open = (user: User, device: Device, session?: Map<string, string>) => {
    const tab = new Tab(device, timeline, faults, hear, newKey, observe, relays.linkToken, session);
    tab.show(user);
    tabs.push(tab);
    everyTab.push(tab);
    note(`${nameOf(tab)} is opened on device ${devices.indexOf(device)} (${tab.model.status.peek()})`);
    checkCoolDown(tab);
    return tab;
  };
  /** True when a visitor has certainly shared feedback less than an hour ago, and the device knows it. */
  const hasJustShared = ({ user, device }: Tab) => {
    const success = heard.findLast((event) => event.user === user && event.device === device);
    if (success?.kind !== 'success' || timeline.now - success.at > HOUR - ROUND_TRIP) return false;
    const isUncertain = hasClockStepped || hasAmbiguousTry(user, device, success.at);
    return !isUncertain && !wasForgotten(user, device);
  };
  const keepsNothing = ({ storageFault }: Device) => ['full', 'blocked', 'garbage'].includes(storageFault);
  /** A visit within the hour after a success shows that feedback was shared. */
  const checkCoolDown = (tab: Tab) => {
    if (!hasJustShared(tab)) return;
    if (keepsNothing(tab.device)) skip('a visit after a success without storage');
    else if (tab.model.status.peek() !== 'shared')
      violations.push(`a visit of ${tab.user} within the hour showed the form`);
  };
  /** Asks a visitor once a day, once about a conversation, and never within the hour after a success. */
  const ask = (tab: Tab, conversationId: string | undefined) => {
    const { user, device } = tab;
    const visitor = visitorOf(user, device);
    if (user === LINK_USER || !tab.ask(conversationId)) return;
    note(`${nameOf(tab)} is asked about ${conversationId ?? 'no conversation'}`);
    const before = asks.find(
      (other) =>
        other.visitor === visitor &&
        (conversationId ? other.conversationId === conversationId : timeline.now - other.at < DAY),
    );
    asks.push({ visitor, conversationId, at: timeline.now });
    if (!before && !hasJustShared(tab)) return;
    if (keepsNothing(device)) skip('asking without storage');
    else if (wasForgotten(user, device)) skip('asking after forget');
    else if (hasClockStepped) skip('asking after the clock was changed');
    else violations.push(`${user} was asked ${before ? 'again' : 'within the hour after a success'}`);
  };
  const isEditable = (tab: Tab) => tab.isAlive && ['editing', 'waiting'].includes(tab.model.status.peek());
  const write = (tab: Tab, local: Random) => {
    const comment = `${tab.user}: text ${++texts}`;
    tab.model.setRating(local.pick([1, 2, 3, 4, 5] as const));
    tab.model.setResolved(local.chance(0.5));
    tab.model.setComment(comment, comment.length);
    note(`${nameOf(tab)} writes "${comment}" (${tab.model.status.peek()})`);
  };
  const submit = (tab: Tab, presses = 1) => {
    note(`${nameOf(tab)} presses (${tab.model.status.peek()}, "${tab.model.comment.peek()}")`);
    for (let press = 0; press < presses; press++) tab.model.submit();
  };
  const close = (tab: Tab) => {
    if (!tab.isAlive) return;
    note(`${nameOf(tab)} is closed (${tab.model.status.peek()})`);
    tab.die();
  };
  const forgetVisitor = async (tab: Tab) => {
    const { user, device } = tab;
    note(`${nameOf(tab)} is forgotten`);
    tab.model.forget();
    forgottenAt.set(visitorOf(user, device), timeline.now);
    for (const { id, user: owner } of submissions) if (owner === user) dropped.add(id);
    await settle();
    const hasOtherTab = tabs.some((other) => other !== tab && other.user === user && other.device === device);
    if (hasOtherTab || !tab.isAlive || !device.isOnline || device.storageFault !== 'none') {
      skip('what is left after forget, with another tab, without the code or without storage');
      return;
    }
    const scope = scopeOf(relayUrlOf(user), user);
    const record = await createOutbox(scope, device.browserFor(tab)).update((stored) => stored);
    const isEmpty = Object.values(record).every((value) => value === undefined);
    if (!isEmpty || device.storedKeys(scope).length > 0) violations.push(`something of ${user} was left after forget`);
  };
  const waits = {
    'wait a little': [10, 20 * SECOND],
    'wait for minutes': [MINUTE, 12 * MINUTE],
    'wait about an hour': [45 * MINUTE, 75 * MINUTE],
    'wait for hours': [2 * HOUR, 20 * HOUR],
    'wait for days': [DAY, 3 * DAY],
  } as const;

  const run = async ({ name, seed: actionSeed }: Action) => {
    const local = createRandom(actionSeed);
    tabs = tabs.filter(({ isAlive }) => isAlive);
    const tab = tabs.length > 0 ? local.pick(tabs) : open(local.pick(relays.users), local.pick(devices));
    faults.count(`action: ${name}`);
    switch (name) {
      case 'write':
        if (isEditable(tab)) write(tab, local);
        break;
      case 'edit and press':
        if (!isEditable(tab)) break;
        write(tab, local);
        submit(tab);
        break;
      case 'submit':
      case 'press twice':
        if (isEditable(tab) && !tab.model.comment.peek()) write(tab, local);
        submit(tab, name === 'submit' ? 1 : 2);
        break;
      case 'open a tab':
        if (tabs.length < 4) open(local.chance(0.75) ? tab.user : local.pick(relays.users), local.pick(devices));
        break;
      case 'close a tab':
        close(tab);
        break;
      case 'close a tab soon':
        timeline.after(local.integer(0, 900), () => close(tab));
        break;
      case 'reload':
        close(tab);
        open(tab.user, tab.device, tab.session);
        break;
      case 'another user':
        tab.show(local.pick(relays.users));
        note(`${nameOf(tab)} signs in`);
        break;
      case 'go offline':
      case 'go online':
        note(name);
        tab.device.setOnline(name === 'go online');
        break;
      case 'ask':
        ask(tab, local.pick([undefined, 'conversation 1', 'conversation 2']));
        break;
      case 'reset':
        note(`${nameOf(tab)} is reset`);
        if (!tab.submissionId && ['sending', 'waiting'].includes(tab.model.status.peek())) {
          // The visit has not read the outbox yet. The reset gives up whatever waits there.
          for (const { id, user, tab: other } of submissions) {
            if (user === tab.user && other.device === tab.device) dropped.add(id);
          }
        }
        if (tab.submissionId) {
          dropped.add(tab.submissionId);
          resets.push({ tab, form: tab.form, id: tab.submissionId, at: timeline.now });
        }
        tab.model.reset();
        break;
      case 'forget':
        await forgetVisitor(tab);
        break;
      case 'storage is cleared':
        note('the storage is cleared');
        tab.device.clearStorage();
        for (const user of relays.users) forgottenAt.set(visitorOf(user, tab.device), timeline.now);
        break;
      case 'a relay restarts':
        note(name);
        relays.restart();
        break;
      case 'clock steps': {
        const size = local.pick([local.integer(1, 50) * MINUTE, local.integer(1, 5) * HOUR, local.pick([2, 3]) * DAY]);
        timeline.skew += local.chance(0.5) ? size : -size;
        hasClockStepped = true;
        note(`the clock is wrong by ${timeline.skew / MINUTE} minutes`);
        break;
      }
      case "wait for the edge of Haptik's hour": {
        const last = relays.recordings.at(-1);
        const left = (last ? last.at + HOUR : timeline.now) - timeline.now + local.pick([-1, 0, 1, -500, 500]);
        if (left > 0) await timeline.advance(left, settle);
        break;
      }
      default: {
        const [least, most] = waits[name];
        await timeline.advance(local.integer(least, most), settle);
      }
    }
    await settle();
  };

  const firstUser = random.pick(relays.users);
  if (random.chance(0.1)) {
    // A record of version 0.1.0: a submission with a key, but without an id.
    const began = timeline.now - random.integer(0, 70 * MINUTE);
    const feedback = { businessId: BUSINESS_ID, rating: 3, resolved: true, comment: `${firstUser}: text 0` };
    const submission = { key: newKey(), began, feedback };
    const wasTried = random.chance(0.5);
    const ambiguous = wasTried ? { ambiguousSince: began, ambiguousLast: began } : {};
    if (wasTried) devices[0]!.ambiguousTries.push({ user: firstUser, at: began });
    faults.count('stored data of an earlier version');
    await devices[0]!.storeOldRecord(scopeOf(relayUrlOf(firstUser), firstUser), {
      submission,
      ...ambiguous,
      writtenAt: began,
    });
  }
  open(firstUser, devices[0]!);
  await settle();
  for (const [position, action] of actions.entries()) {
    if (!kept || kept.includes(position)) await run(action);
  }

  // Nothing fails any more. All requests end, and every user visits once more on every device.
  faults.isOver = true;
  for (const device of devices) {
    device.isLying = false;
    device.setOnline(true);
  }
  await timeline.advance(2 * MINUTE, settle);
  const lastVisits = devices.flatMap((device) => relays.users.map((user) => open(user, device)));
  await timeline.advance(2 * MINUTE, settle);

  /** The ids of the submissions that the devices still store. */
  const storedIds = new Set<string | undefined>();
  for (const { user, device } of lastVisits) {
    const outbox = createOutbox(scopeOf(relayUrlOf(user), user), device.browserFor(everyTab[0]!));
    storedIds.add((await outbox.update((stored) => stored)).submission?.id);
  }

  for (const tab of everyTab) {
    const { status, problem, comment } = tab.model;
    if (tab.isAlive) note(`${nameOf(tab)} ends as ${status.peek()} ${problem.peek()?.kind ?? ''} "${comment.peek()}"`);
  }
  const ends: Record<string, number> = {};
  const end = (kind: string) => {
    ends[kind] = (ends[kind] ?? 0) + 1;
  };
  for (const { user, comment, at, key } of relays.recordings) {
    if (!comment.startsWith(`${user}: `)) violations.push(`"${comment}" was recorded in the name of ${user}`);
    const submission = submissions.find((other) => other.id === idOf.get(key));
    if (!submission) violations.push(`"${comment}" was recorded, but nobody sent it`);
    else if (at - submission.pressedAt > DAY + ROUND_TRIP && !hasClockStepped) {
      violations.push(`"${comment}" was sent ${((at - submission.pressedAt) / HOUR).toFixed(1)} hours late`);
    }
  }
  for (const submission of submissions) end(endOf(submission));
  const byLink = relays.recordings.filter((recording) => recording.user === LINK_USER);
  if (byLink.length > 1) {
    if (relays.hasForgotten()) skip('a link that was used twice at a relay that has lost its used links');
    else if (byLink.filter((recording) => !relays.unheardRecordings.has(recording)).length < 2)
      skip("a link that was used again after Haptik's answer was lost");
    else violations.push(`a link was used ${byLink.length} times`);
  }
  const isExpired = ({ at }: Recording) => at > relays.linkExpiresAt + ROUND_TRIP;
  if (byLink.some(isExpired)) violations.push('a link was used after it had expired');
  for (const { user, kind, comment, at, device } of heard) {
    if (kind !== 'duplicate') continue;
    // At the edge of the hour nobody can tell which feedback caused the duplicate, so the message is true.
    const isOfItself = relays.recordings.some(
      (recording) => recording.comment === comment && recording.at <= at && at - recording.at < HOUR - ROUND_TRIP,
    );
    if (!isOfItself) continue;
    if (device.storageFault !== 'none') skip('a duplicate of itself without storage');
    else if (hasClockStepped) skip('a duplicate of itself after the clock was changed');
    else if (wasForgotten(user, device)) skip('a duplicate of itself after forget');
    else if (relays.mode === 'relay without keys') skip('a duplicate of itself at a relay without keys');
    else if (relays.hasForgotten()) skip('a duplicate of itself at a relay that has lost its keys');
    else violations.push(`${user} was told that "${comment}" is a duplicate, of itself`);
  }
  for (const tab of everyTab) {
    if (tab.isAlive && tab.model.status.peek() === 'sending') violations.push(`a tab of ${tab.user} still sends`);
    tab.die();
  }
  return { seed, violations, counts: faults.counts, ends, skipped, log, length: actions.length };

  /** Says what became of a submission; adds a violation when it was lost. */
  function endOf({ id, user, tab, pressedAt }: Submission): string {
    const recordings = relays.recordings.filter(({ key }) => idOf.get(key) === id);
    // A known limit: a step back of the clock is not noticed if it leaves no time of the record in the future.
    if (recordings.length > 1 && hasClockStepped) skip('recorded twice after the clock was changed');
    else if (recordings.length > 1) violations.push(`${id} of ${user} was recorded ${recordings.length} times`);
    if (recordings.length > 0) return 'recorded';
    const { device } = tab;
    const isTold = heard.some((event) => event.user === user && event.at >= pressedAt && event.kind !== 'success');
    const isReplaced = submissions.findLast((other) => other.user === user)!.id !== id;
    const visit = lastVisits.find((other) => other.user === user && other.device === device)!.model;
    if (dropped.has(id) || wasForgotten(user, device)) return 'forgotten';
    if (relays.recordings.some((recording) => recording.user === user && recording.at >= pressedAt - HOUR)) {
      return 'other feedback of the hour was recorded';
    }
    if (isReplaced) return 'replaced by a later one';
    if (isTold && tab.isAlive && tab.model.comment.peek()) return 'told, and the text is still there';
    if (isTold && visit.comment.peek()) return 'told at the next visit, and the text is still there';
    if (isTold) return 'told, and the tab was closed';
    const isRefused = (post: Post) => !post.isAmbiguous && post.tab.closedAt - post.endedAt! < SECOND;
    if (device.unseenEnds.has(id) || device.posts.some((post) => idOf.get(post.key) === id && isRefused(post))) {
      return 'refused when the tab was closed';
    }
    if (visit.status.peek() === 'shared' && storedIds.has(id)) return 'sent by the first visit after the hour';
    if (device.storageFault !== 'none') return 'lost with the storage';
    if (hasClockStepped) return 'lost after the clock was changed';
    if (timeline.now - pressedAt > 6 * DAY) return 'given up after a week';
    violations.push(`${id} of ${user} was neither recorded nor reported`);
    return 'lost';
  }
}
