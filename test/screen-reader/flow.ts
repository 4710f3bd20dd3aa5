import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the flows and their transcripts. */
export const FLOWS_FOLDER = join(import.meta.dirname, 'flows');

const PAGES = ['inline', 'popover', 'component', 'link'] as const;

/** What a visitor does on a page, step by step. */
export interface Flow {
  /**
   * How the form is embedded: `inline` and `popover` are displays of the element, `component` is `FeedbackWidget`, and
   * `link` is the relay's page.
   */
  page: (typeof PAGES)[number];
  /** Further attributes of the element. */
  attributes: string;
  /** What follows the token in the address of a link. */
  fragment: string;
  /** The language of the page. */
  locale: string;
  steps: readonly string[];
}

/**
 * Reads a flow's file: lines `name: value` about the page, an empty line, then one step a line. `#` begins a comment.
 *
 * @throws {Error} when `page` is missing or unknown
 */
export function readFlow(name: string): Flow {
  const text = readFileSync(join(FLOWS_FOLDER, `${name}.keys`), 'utf8').replace(/^#.*\n/gm, '');
  const [head = '', ...rest] = text.split('\n\n');
  const about = new Map(head.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]));
  const page = PAGES.find((it) => it === about.get('page'));
  if (!page) throw new Error(`${name}.keys: page must be one of ${PAGES.join(', ')}, not ${about.get('page')}`);
  return {
    page,
    attributes: about.get('attributes') ?? '',
    fragment: about.get('fragment') ?? '',
    locale: about.get('locale') ?? 'en',
    steps: rest.join('\n').split('\n').filter(Boolean),
  };
}

/** What is said after a step. */
export interface TranscriptStep {
  step: string;
  said: string[];
}

/** Returns the path of a flow's transcript for a browser. */
export function transcriptPath(name: string, browser: string): string {
  return join(FLOWS_FOLDER, `${name}.${browser}.txt`);
}

/** Reads an expected transcript; empty when there is none yet. */
export function readTranscript(path: string): TranscriptStep[] {
  if (!existsSync(path)) return [];
  const steps: TranscriptStep[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.startsWith('> ')) steps.push({ step: line.slice(2), said: [] });
    else if (line) steps.at(-1)?.said.push(line);
  }
  return steps;
}

/** Marks a line that Orca may skip, because its text disappears at once. */
const OPTIONAL = /^\? /;

/** Returns the expected transcript without the optional lines that were not said. */
export function withoutUnsaid(expected: readonly TranscriptStep[], heard: readonly TranscriptStep[]): TranscriptStep[] {
  return expected.map(({ step, said }, index) => {
    const unmatched = [...(heard[index]?.said ?? [])];
    const lines = said.filter((line) => {
      const found = unmatched.indexOf(line.replace(OPTIONAL, ''));
      if (found >= 0) unmatched.splice(found, 1);
      return found >= 0 || !OPTIONAL.test(line);
    });
    return { step, said: lines.map((line) => line.replace(OPTIONAL, '')) };
  });
}

/** Returns the lines that are always said; they are what to wait for. */
export function alwaysSaid({ said }: TranscriptStep): string[] {
  return said.filter((line) => !OPTIONAL.test(line));
}

/** Formats a transcript as the text of its file. */
export function formatTranscript(steps: readonly TranscriptStep[]): string {
  return `${steps.map(({ step, said }) => [`> ${step}`, ...said].join('\n')).join('\n')}\n`;
}
