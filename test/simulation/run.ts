import type { OutboxRecord } from '../../src/feedback/submission.js';
import { Device, type StorageFault } from './device.js';
import { Faults } from './faults.js';
import { createHaptik, USERS, type User } from './haptik.js';
import { createRandom } from './random.js';
import { type Heard, pending, Tab } from './tab.js';
import { settleTurns, Timeline } from './timeline.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What happens in a run, and how often. */
const ACTIONS = {
  write: 24,
  submit: 26,
  'press twice': 5,
  'open a tab': 6,
  'close a tab': 6,
  reload: 8,
  'another user': 4,
  'go offline': 7,
  'go online': 12,
  forget: 1.5,
  'wait a little': 22,
  'wait for minutes': 10,
  'wait about an hour': 5,
  'wait for hours': 2,
  'wait for days': 0.5,
  'clock jumps': 0.4,
};

/** One submission, from the press that began it. */
interface Submission {
  id: string;
  user: User;
  pressedAt: number;
  tab: Tab;
}

export interface Report {
  seed: number;
  /** What went against the promise, in sentences; empty when all is well. */
  violations: string[];
  /** Faults and actions, by name, with how often they came. */
  counts: Record<string, number>;
  /** What became of the submissions. */
  ends: Record<string, number>;
  /** What happened, in order. */
  log: string[];
}

/** Runs one world from its seed, and holds what happened against the promise. */
export async function simulate(seed: number): Promise<Report> {
  const timeline = new Timeline();
  const consoleError = console.error;
  const mathRandom = Math.random;
  const random = createRandom(seed);
  const chances = createRandom(seed + 1);
  console.error = () => {};
  Math.random = chances.next;
  timeline.install();
  try {
    return await live(seed, timeline, random);
  } finally {
    timeline.uninstall();
    console.error = consoleError;
    Math.random = mathRandom;
  }
}

async function live(seed: number, timeline: Timeline, random: ReturnType<typeof createRandom>): Promise<Report> {
  const faults = new Faults(random);
  const haptik = await createHaptik(timeline, faults);
  const storageFault = random.weighted<StorageFault>({
    none: 80,
    full: 4,
    'no IndexedDB': 4,
    blocked: 4,
    'no locks': 5,
    garbage: 3,
  });
  const log: string[] = [];
  const heard: Heard[] = [];
  const submissions: Submission[] = [];
  const violations: string[] = [];
  const forgotten = new Set<User>();
  const dropped = new Set<string>();
  let tabs: Tab[] = [];
  const everyTab: Tab[] = [];
  let texts = 0;
  let clockJumped = false;
  const start = timeline.now;
  const note = (line: string) => log.push(`${((timeline.now - start) / MINUTE).toFixed(3)} min  ${line}`);

  const device = new Device(timeline, random, faults, storageFault, haptik.arrive, note);

  const settle = async () => {
    do await settleTurns(4);
    while (pending.count > 0);
  };
  const hear = (event: Heard) => {
    heard.push(event);
    note(`${event.user} hears ${event.kind} of "${event.comment}"`);
    // Who was forgotten is a new visitor, to whom a duplicate after a lost answer looks like their own.
    if (event.kind === 'success' && !wasRecorded(event.user, event.at) && !forgotten.has(event.user)) {
      violations.push(`${event.user} was thanked for "${event.comment}", but nothing of theirs was recorded`);
    }
  };
  let keys = 0;
  const newKey = () => `00000000-0000-4000-8000-${String(++keys).padStart(12, '0')}`;
  /** The submission that each key belongs to. */
  const idOf = new Map<string, string>();
  const observe = (tab: Tab, user: User, { submission }: OutboxRecord) => {
    if (!submission) return;
    const { id, key } = submission;
    if (!submissions.some((other) => other.id === id)) submissions.push({ id, user, pressedAt: timeline.now, tab });
    idOf.set(key, id);
  };
  const nameOf = (tab: Tab) => `${tab.user} in tab ${everyTab.indexOf(tab) + 1}`;
  const open = (user: User, session?: Map<string, string>) => {
    const tab = new Tab(device, timeline, hear, newKey, observe, session);
    tab.show(user);
    tabs.push(tab);
    everyTab.push(tab);
    note(`${nameOf(tab)} is opened`);
    return tab;
  };
  /** The last recording of a user, within Haptik's hour and the way there. */
  const wasRecorded = (user: User, at: number) =>
    haptik.recordings.some((recording) => recording.user === user && at - recording.at < HOUR + 2 * MINUTE);
  const isOpen = (tab: Tab) => ['editing', 'waiting'].includes(tab.model.status.peek());
  const write = (tab: Tab) => {
    const comment = `${tab.user}: text ${++texts}`;
    tab.model.setRating(random.pick([1, 2, 3, 4, 5] as const));
    tab.model.setResolved(random.chance(0.5));
    tab.model.setComment(comment, comment.length);
    note(`${nameOf(tab)} writes "${comment}" (${tab.model.status.peek()})`);
  };
  const submit = (tab: Tab, presses: number) => {
    note(`${nameOf(tab)} presses (${tab.model.status.peek()}, "${tab.model.comment.peek()}")`);
    for (let press = 0; press < presses; press++) tab.model.submit();
  };

  open(random.pick(USERS));
  const steps = random.integer(10, 45);
  for (let step = 0; step < steps; step++) {
    const action = random.weighted(ACTIONS);
    const tab = tabs.length > 0 ? random.pick(tabs) : open(random.pick(USERS));
    faults.count(`action: ${action}`);
    switch (action) {
      case 'write':
        if (isOpen(tab)) write(tab);
        break;
      case 'submit':
      case 'press twice':
        if (isOpen(tab) && !tab.model.comment.peek()) write(tab);
        submit(tab, action === 'submit' ? 1 : 2);
        break;
      case 'open a tab':
        if (tabs.length < 3) open(random.chance(0.75) ? tab.user : random.pick(USERS));
        break;
      case 'close a tab':
      case 'reload':
        note(`${nameOf(tab)}: ${action} (${tab.model.status.peek()})`);
        tab.die();
        tabs = tabs.filter((other) => other !== tab);
        if (action === 'reload') open(tab.user, tab.session);
        break;
      case 'another user':
        tab.show(random.pick(USERS));
        note(`${nameOf(tab)} signs in`);
        break;
      case 'go offline':
      case 'go online':
        note(action);
        device.setOnline(action === 'go online');
        break;
      case 'forget':
        note(`${nameOf(tab)} is forgotten`);
        tab.model.forget();
        forgotten.add(tab.user);
        for (const { id, user } of submissions) if (user === tab.user) dropped.add(id);
        break;
      case 'clock jumps':
        timeline.skew += random.pick([-3, -2, 2, 3]) * DAY;
        clockJumped = true;
        note(`the clock is wrong by ${timeline.skew / DAY} days`);
        break;
      default: {
        const spans = {
          'wait a little': [10, 20 * SECOND],
          'wait for minutes': [MINUTE, 12 * MINUTE],
          'wait about an hour': [45 * MINUTE, 75 * MINUTE],
          'wait for hours': [2 * HOUR, 20 * HOUR],
          'wait for days': [DAY, 3 * DAY],
        } as const;
        const [least, most] = spans[action];
        await timeline.advance(random.integer(least, most), settle);
      }
    }
    await settle();
  }

  // Nothing fails any more; what is on its way comes to its end, and everybody looks once more.
  faults.isOver = true;
  device.setOnline(true);
  await timeline.advance(2 * MINUTE, settle);
  const lastVisits = Object.fromEntries(USERS.map((user) => [user, open(user)])) as Record<User, Tab>;
  await timeline.advance(2 * MINUTE, settle);

  const ends: Record<string, number> = {};
  const end = (kind: string) => {
    ends[kind] = (ends[kind] ?? 0) + 1;
  };
  const timesRecorded = (id: string) => haptik.recordings.filter(({ key }) => idOf.get(key) === id).length;

  for (const { user, comment, at, key } of haptik.recordings) {
    if (!comment.startsWith(`${user}: `)) violations.push(`"${comment}" was recorded in the name of ${user}`);
    const submission = submissions.find((other) => other.id === idOf.get(key))!;
    if (at - submission.pressedAt > DAY + 2 * MINUTE && !clockJumped) {
      violations.push(`"${comment}" was sent ${((at - submission.pressedAt) / HOUR).toFixed(1)} hours late`);
    }
  }
  for (const { id, user, tab, pressedAt } of submissions) {
    if (timesRecorded(id) > 1) violations.push(`${id} of ${user} was recorded ${timesRecorded(id)} times`);
    if (timesRecorded(id) > 0) {
      end('recorded');
      continue;
    }
    const told = heard.some((event) => event.user === user && event.at >= pressedAt && event.kind !== 'success');
    const replaced = submissions.some((other) => other.user === user && other.pressedAt > pressedAt);
    const visit = lastVisits[user].model;
    if (dropped.has(id) || forgotten.has(user)) end('forgotten');
    else if (haptik.recordings.some((recording) => recording.user === user && recording.at >= pressedAt - HOUR)) {
      end('other feedback of the hour was recorded');
    } else if (replaced) end('replaced by a later one');
    else if (told && tab.isAlive && tab.model.comment.peek()) end('told, the text still there');
    else if (told && visit.comment.peek()) end('told at the next visit, the text still there');
    else if (told) end('told, and the tab closed');
    else if (storageFault !== 'none' || clockJumped) end('lost with a storage that fails, or a clock');
    else if (timeline.now - pressedAt > 6 * DAY) end('given up after a week');
    else violations.push(`${id} of ${user} was neither recorded nor reported`);
  }
  for (const { kind, user, comment, at } of heard) {
    if (kind !== 'duplicate') continue;
    const own = haptik.recordings.find(
      (recording) => recording.comment === comment && recording.at <= at && at - recording.at < HOUR,
    );
    const isKnownLimit = storageFault !== 'none' || clockJumped || forgotten.has(user);
    if (own && !isKnownLimit) violations.push(`${user} was told that "${comment}" is a duplicate, of itself`);
  }
  for (const tab of tabs) {
    if (tab.isAlive && tab.model.status.peek() === 'sending') violations.push(`a tab of ${tab.user} still sends`);
    tab.die();
  }
  return { seed, violations, counts: faults.counts, ends, log };
}
