import { isRating } from '../feedback/limits.js';
import type { Draft, Memory, UnsentFeedback } from '../feedback/memory.js';
import { isStoredFeedback } from './stored-feedback.js';

/** The names under which a visitor's memory lies in the browser's storage. */
export const keysOf = (scope: string) => ({
  /** In sessionStorage: a draft is a tab's own. */
  draft: `hf:draft:${scope}`,
  /** In localStorage: the time of the last feedback. */
  sent: `hf:sent:${scope}`,
  /** In localStorage: says that something waits, in the outbox or right here, so that a visit sends it at once. */
  waiting: `hf:waiting:${scope}`,
});

/** What of the browser the memory needs. */
type Browser = Pick<typeof globalThis, 'localStorage' | 'sessionStorage' | 'addEventListener' | 'removeEventListener'>;

/** Memory over the browser's storage, which may be missing, full, blocked, or hold what somebody else wrote. */
export function createMemory(scope: string, browser: Browser = globalThis): Memory {
  const keys = keysOf(scope);
  const session = createStore(browser, 'sessionStorage');
  const local = createStore(browser, 'localStorage');
  return {
    readDraft: () => parseDraft(session.read(keys.draft)),
    writeDraft(draft) {
      const isEmpty = !draft || (draft.rating === undefined && draft.resolved === undefined && !draft.comment);
      session.write(keys.draft, isEmpty ? undefined : JSON.stringify(draft));
    },
    readSentAt: () => parseTime(local.read(keys.sent)),
    writeSentAt: (time) => local.write(keys.sent, time === undefined ? undefined : String(time)),
    whenSent(callback) {
      const hear = ({ key, newValue }: StorageEvent) => {
        const time = key === keys.sent ? parseTime(newValue) : undefined;
        if (time !== undefined) callback(time);
      };
      browser.addEventListener('storage', hear);
      return () => browser.removeEventListener('storage', hear);
    },
    isWaiting: () => !!local.read(keys.waiting),
    readUnsent: () => parseUnsent(local.read(keys.waiting)),
    writeUnsent: (unsent) => local.write(keys.waiting, unsent && JSON.stringify(unsent)),
  };
}

/** Remembers nothing. */
export const noMemory: Memory = {
  readDraft: () => undefined,
  writeDraft() {},
  readSentAt: () => undefined,
  writeSentAt() {},
  whenSent: () => () => {},
  isWaiting: () => false,
  readUnsent: () => undefined,
  writeUnsent() {},
};

function parseDraft(text: string | null): Draft | undefined {
  // There is seldom any, and a failure to read JSON takes a slow phone a frame.
  if (!text) return undefined;
  try {
    const { rating, resolved, comment } = JSON.parse(text) as Record<string, unknown>;
    return {
      rating: isRating(rating) ? rating : undefined,
      resolved: typeof resolved === 'boolean' ? resolved : undefined,
      comment: typeof comment === 'string' ? comment : '',
    };
  } catch {
    return undefined;
  }
}

function parseUnsent(text: string | null): UnsentFeedback | undefined {
  try {
    const { began, feedback } = JSON.parse(text ?? '') as Partial<UnsentFeedback>;
    return Number.isSafeInteger(began) && isStoredFeedback(feedback) ? { began: began!, feedback } : undefined;
  } catch {
    return undefined;
  }
}

function parseTime(text: string | null): number | undefined {
  const time = Number(text || Number.NaN);
  return Number.isSafeInteger(time) ? time : undefined;
}

function createStore(browser: Browser, name: 'localStorage' | 'sessionStorage') {
  return {
    read(key: string): string | null {
      try {
        return browser[name].getItem(key);
      } catch {
        return null;
      }
    },
    write(key: string, value: string | undefined) {
      try {
        if (value === undefined) browser[name].removeItem(key);
        else browser[name].setItem(key, value);
      } catch {
        // Full or blocked: it costs the visitor a convenience, not the form.
      }
    },
  };
}
