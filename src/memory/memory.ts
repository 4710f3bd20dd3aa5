import { isRating } from '../feedback/limits.js';
import type { Draft, Memory } from '../feedback/ports.js';
import type { UnsentFeedback } from '../feedback/submission.js';
import { createStore } from './browser-store.js';
import { isStoredFeedback } from './stored-feedback.js';

/** Returns the keys under which a visitor's memory is stored. */
export const keysOf = (scope: string) => ({
  /** In sessionStorage, because each tab has its own draft. */
  draft: `hf:draft:${scope}`,
  /** In localStorage: the time of the last recorded feedback. */
  sent: `hf:sent:${scope}`,
  /** In localStorage: a mark that feedback waits in the outbox, or the unsent feedback itself. The next visit sends it. */
  waiting: `hf:waiting:${scope}`,
  /** In localStorage: when the visitor was asked, and about which conversations. */
  asked: `hf:asked:${scope}`,
  /** In sessionStorage: a trigger whose delay is not over yet. */
  pendingAsk: `hf:ask:${scope}`,
});

/** The parts of the browser that the memory uses. */
type Browser = Pick<typeof globalThis, 'localStorage' | 'sessionStorage' | 'addEventListener' | 'removeEventListener'>;

/**
 * Creates a visitor's memory over the browser's storage.
 *
 * The storage may be missing, full or blocked, and it may contain anything.
 */
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
    onSent(callback) {
      const handleStorage = ({ key, newValue }: StorageEvent) => {
        const time = key === keys.sent ? parseTime(newValue) : undefined;
        if (time !== undefined) callback(time);
      };
      browser.addEventListener('storage', handleStorage);
      return () => browser.removeEventListener('storage', handleStorage);
    },
    hasWaiting: () => !!local.read(keys.waiting),
    readUnsent: () => parseUnsent(local.read(keys.waiting)),
    writeUnsent: (unsent) => local.write(keys.waiting, unsent && JSON.stringify(unsent)),
    forgetAsking() {
      local.write(keys.asked, undefined);
      session.write(keys.pendingAsk, undefined);
    },
  };
}

/** A memory that stores nothing. */
export const noMemory: Memory = {
  readDraft: () => undefined,
  writeDraft() {},
  readSentAt: () => undefined,
  writeSentAt() {},
  onSent: () => () => {},
  hasWaiting: () => false,
  readUnsent: () => undefined,
  writeUnsent() {},
  forgetAsking() {},
};

function parseDraft(text: string | null): Draft | undefined {
  // Usually there is no draft. Catching an exception of JSON.parse takes a slow phone one frame.
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
