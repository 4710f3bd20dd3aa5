/** Reports an unusable configuration. `mistakes` has a sentence for each mistake; none contains a secret's value. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`The relay's configuration has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}.`);
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}
