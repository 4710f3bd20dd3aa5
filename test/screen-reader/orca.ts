import { join } from 'node:path';
import type { Desktop } from './desktop.js';

/** Debian's Python, for which Orca is installed; another may come first in `PATH`. */
const PYTHON = '/usr/bin/python3';

/** How long Orca's log must be silent after all expected lines were said, in milliseconds. */
const SILENCE_MS = 400;
/** The same when the expected lines are not known, as for a new transcript, in milliseconds. */
const FIRST_SILENCE_MS = 1500;
/** The same while expected lines are missing, in milliseconds. */
const PATIENCE_MS = 4000;
/** The longest time for one step, even if Orca never falls silent, in milliseconds. */
const STEP_MS = 20_000;
const POLL_MS = 20;

/** What the screen reader says about itself, not about the page. */
const OWN_WORDS = [
  /^leaving /,
  /^(Focus|Browse) mode$/,
  /^Loading\. {2}Please wait\.$/,
  /^Finished loading /,
  /^Page has /,
  /^Screen reader o(n|ff)\.$/,
];

/** A running Orca, and what it says. */
export interface Orca {
  /**
   * Waits until the screen reader has said what follows an action, and returns it, one utterance a line.
   *
   * @param expected - the expected lines; while some are missing, a longer silence ends the wait
   */
  listen(expected?: readonly string[]): Promise<string[]>;
  /** Waits until the screen reader is silent, and forgets what it said. */
  silence(): Promise<void>;
  /** Returns the last lines of Orca's log, for error messages. */
  recentLog(): string;
}

/** Starts Orca on a desktop. */
export async function startOrca(desktop: Desktop): Promise<Orca> {
  const program = desktop.start(PYTHON, [join(import.meta.dirname, 'start-orca.py')], 'pipe');
  const log: string[] = [];
  let utterances: string[] = [];
  let lastLine = Date.now();
  let hasEnded = false;
  let rest = '';
  program.child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    lastLine = Date.now();
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const said = utteranceOf(line);
      if (said) utterances.push(said);
    }
    log.push(...lines);
    log.splice(0, log.length - 200);
  });
  program.ended.finally(() => {
    hasEnded = true;
  });

  const orca: Orca = {
    async listen(expected) {
      const start = Date.now();
      for (;;) {
        const now = Date.now();
        const silence = !expected ? FIRST_SILENCE_MS : utterances.length >= expected.length ? SILENCE_MS : PATIENCE_MS;
        if (now - Math.max(start, lastLine) > silence || now - start > STEP_MS) break;
        if (hasEnded) throw new Error(`Orca ended.\n${orca.recentLog()}`);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
      const said = utterances;
      utterances = [];
      return said;
    },
    async silence() {
      await orca.listen([]);
    },
    recentLog: () => log.join('\n'),
  };
  const start = Date.now();
  while (utterances.length === 0 && !log.some((line) => line.includes('Screen reader on'))) {
    if (hasEnded || Date.now() - start > 30_000) throw new Error(`Orca does not start.\n${orca.recentLog()}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  await orca.silence();
  return orca;
}

/** Returns what Orca speaks according to a line of its log. The prefix `[xx] ` names a voice of another language. */
function utteranceOf(line: string): string | undefined {
  const [, spoken, voice = ''] =
    /SPEECH OUTPUT: '(.*?)'(?: voice=\w+)?(?: ?(None|\[?\{'established'.*|\[\]))?$/.exec(line) ?? [];
  const text = spoken?.trim();
  if (!text || OWN_WORDS.some((own) => own.test(text))) return undefined;
  const [, language] = /'lang': '(\w+)'/.exec(voice) ?? [];
  return (language && language !== 'en' ? `[${language}] ` : '') + withoutNumbers(text);
}

/** Replaces a time of day and the seconds of a pause that are left, which are different in each run. */
function withoutNumbers(text: string): string {
  return text
    .replace(/\b\d{1,2}:\d{2}\b(\s?[AP]M)?/gi, '{time}')
    .replace(/\b\d+ seconds?\b/, '{seconds}')
    .replace(/\s+/g, ' ');
}
