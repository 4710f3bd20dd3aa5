import { readFileSync } from 'node:fs';
import { ConfigError } from '../config/config-error.js';
import type { Log } from '../telemetry/log.js';

/** How often files are checked, in milliseconds. Kubernetes replaces a link to them, which no event reports. */
const CHECK_EVERY_MS = 5000;

/** Reads files with secrets, and reads them again when they change. */
export class SecretFiles {
  /** The content of each file when it was last read; `undefined` for a file that cannot be read. */
  readonly #contents = new Map<string, string | undefined>();
  #timer: NodeJS.Timeout | undefined;

  /** True when a file was read. */
  get isUsed(): boolean {
    return this.#contents.size > 0;
  }

  /** Reads a file. Throws when it cannot be read. */
  readonly read = (path: string): string => {
    this.#contents.set(path, undefined);
    const content = readFileSync(path, 'utf8');
    this.#contents.set(path, content);
    return content;
  };

  /** Calls back when the content of a file differs from what was last read. */
  watch(onChange: () => void): void {
    const check = () => {
      const hasChanged = [...this.#contents].some(([path, content]) => content !== readIfPossible(path));
      if (hasChanged) onChange();
    };
    if (this.isUsed) this.#timer = setInterval(check, CHECK_EVERY_MS).unref();
  }

  /**
   * Reads the files again. The log says which have changed, or why the new values are not used.
   *
   * @param readConfig - reads the configuration by `read`; throws ConfigError when it is not usable
   * @returns the new configuration, or `undefined` when the earlier one stays in use
   */
  readAgain<Config>(readConfig: () => Config, log: Log): Config | undefined {
    const earlier = new Map(this.#contents);
    try {
      const config = readConfig();
      const changed = [...this.#contents].filter(([path, content]) => earlier.get(path) !== content);
      log.info({ changed: changed.map(([path]) => path) }, 'the files with secrets were read again');
      return config;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      log.error(
        { mistakes: error.mistakes },
        'the files with secrets were read again and have mistakes: the earlier secrets stay in use',
      );
      return undefined;
    }
  }

  /** Stops watching. */
  close(): void {
    clearInterval(this.#timer);
  }
}

function readIfPossible(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
