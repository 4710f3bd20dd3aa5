import { closest, distance } from 'fastest-levenshtein';

/** How many letters of a misspelt name may differ, be missing or be added. */
const MISSPELT_MAX_DISTANCE = 2;

/** The shortest name that may count as misspelt. Short names resemble each other. */
const NAME_MIN_LENGTH = 8;

/**
 * Reads environment variables of several types and collects every mistake. An empty variable counts as not set,
 * except in `reportEmpty`.
 */
export class EnvironmentReader {
  /** A sentence for each mistake so far. None contains a secret's value. */
  readonly mistakes: string[] = [];
  /** The names of the variables that were read. */
  readonly #names = new Set<string>();
  readonly #environment: Record<string, unknown>;
  readonly #readFile: ((path: string) => string) | undefined;

  constructor(environment: Record<string, unknown>, readFile: ((path: string) => string) | undefined) {
    this.#environment = environment;
    this.#readFile = readFile;
  }

  /** Reads a text, without white space around it. */
  text(name: string): string | undefined {
    this.#names.add(name);
    const value = this.#environment[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  }

  /** Tells whether a variable `NAME` or `NAME_FILE` is set. */
  isSet(name: string): boolean {
    return this.text(name) !== undefined || this.text(`${name}_FILE`) !== undefined;
  }

  /** Reports variables `NAME` and `NAME_FILE` that are set but empty: whatever should have set them has failed. */
  reportEmpty(names: readonly string[]): void {
    for (const name of names.filter((one) => !this.isSet(one))) {
      for (const empty of [name, `${name}_FILE`].filter((one) => typeof this.#environment[one] === 'string')) {
        this.mistakes.push(`${empty} is set but empty; give it a value, or remove it`);
      }
    }
  }

  /** Reads a comma-separated list. */
  list(name: string): string[] {
    return splitList(this.text(name));
  }

  /** Reads an integer from `low` to `high`. */
  integer(name: string, fallback: number, low: number, high: number): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= low && number <= high) return number;
    this.mistakes.push(`${name} must be an integer from ${low} to ${high}`);
    return fallback;
  }

  /** Reads a variable, or the file that the variable `NAME_FILE` names. */
  secret(name: string): string | undefined {
    const value = this.text(name);
    const path = this.text(`${name}_FILE`);
    if (path === undefined) return value;
    if (value !== undefined) {
      this.mistakes.push(`${name} and ${name}_FILE are both set; set one of them`);
      return undefined;
    }
    return this.#readTextFile(`${name}_FILE`, path, `; set ${name}`);
  }

  /**
   * Reads one secret or several. A comma separates them in a variable, and a line break in a file, where a secret may
   * contain a comma. Returns `undefined` when there is none.
   */
  secrets(name: string): string[] | undefined {
    const separator = this.text(`${name}_FILE`) === undefined ? ',' : /\r?\n/;
    const value = this.secret(name);
    return value === undefined ? undefined : splitList(value, separator);
  }

  /** Finds variables whose names look like a misspelt name of a variable that was read. */
  findMisspelt(): { name: string; nearest: string }[] {
    const known = [...this.#names];
    return Object.keys(this.#environment)
      .filter((name) => name.length >= NAME_MIN_LENGTH && !this.#names.has(name))
      .map((name) => ({ name, nearest: closest(name, known) }))
      .filter(({ name, nearest }) => distance(name, nearest) <= MISSPELT_MAX_DISTANCE);
  }

  /** Reads the file that a variable names. */
  file(name: string): string | undefined {
    const path = this.text(name);
    return path === undefined ? undefined : this.#readTextFile(name, path);
  }

  /** Reads a secret that is sent in a header: visible ASCII. */
  headerSecret(name: string): string | undefined {
    const value = this.secret(name);
    if (value === undefined || /^[\x21-\x7e]+$/.test(value)) return value;
    this.mistakes.push(`${name} must consist of visible ASCII characters without spaces`);
    return undefined;
  }

  /** Reads like `headerSecret`, and reports a missing variable. */
  requiredHeaderSecret(name: string): string {
    const before = this.mistakes.length;
    const value = this.headerSecret(name);
    if (value === undefined && this.mistakes.length === before) {
      this.mistakes.push(`${name} is missing; set it, or ${name}_FILE to a file that holds it`);
    }
    return value ?? '';
  }

  /** @param instead - for the message: what to do in a runtime without files */
  #readTextFile(name: string, path: string, instead = ''): string | undefined {
    if (!this.#readFile) {
      this.mistakes.push(`${name} cannot be used here, where there are no files${instead}`);
      return undefined;
    }
    try {
      const content = this.#readFile(path).trim();
      if (content === '') this.mistakes.push(`${name} names an empty file`);
      return content || undefined;
    } catch (error) {
      const { code = 'error' } = error as { code?: string };
      this.mistakes.push(`${name} names a file that cannot be read (${code})`);
      return undefined;
    }
  }
}

/** Splits a list, separated by commas by default, and drops empty items. */
export function splitList(value: string | undefined, separator: string | RegExp = ','): string[] {
  const items = value?.split(separator).map((item) => item.trim()) ?? [];
  return items.filter((item) => item !== '');
}
