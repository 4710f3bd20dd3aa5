/** What the command `doctor` found in one place. */
export interface Finding {
  /** `note`: it could not be checked, or it is not a mistake but should be known. */
  state: 'ok' | 'to do' | 'note';
  /** The place, as in `Haptik`. */
  about: string;
  /** What was seen, and what to do. Never contains a secret. */
  text: string;
}

/** Makes the findings about one place. */
export function findingsAbout(about: string): Record<'ok' | 'toDo' | 'note', (text: string) => Finding> {
  return {
    ok: (text) => ({ state: 'ok', about, text }),
    toDo: (text) => ({ state: 'to do', about, text }),
    note: (text) => ({ state: 'note', about, text }),
  };
}

/** Formats a finding as one line. */
export function formatFinding({ state, about, text }: Finding): string {
  return `${state.padEnd(5)}  ${about}: ${text}`;
}
