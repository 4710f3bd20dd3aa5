import { createStore } from './browser-store.js';
import { keysOf } from './memory.js';
import { scopeOf } from './scope.js';

/** A trigger whose delay is not over yet. It survives a navigation within the site. */
export interface PendingAsk {
  /** What happened, as the option `askOn` spells it. */
  trigger: string;
  /** When the visitor is asked, in milliseconds since the epoch. */
  due: number;
}

/** What is remembered about asking one visitor. Times are milliseconds since the epoch. */
export interface AskMemory {
  /** Returns when the visitor was last asked. */
  readAskedAt(): number | undefined;
  /** True when the visitor was asked about a conversation, or has dismissed the form in it. */
  hasAskedAbout(conversationId: string): boolean;
  /** Remembers that the visitor was asked. */
  writeAsked(now: number, conversationId: string | undefined): void;
  readPending(): PendingAsk | undefined;
  writePending(pending: PendingAsk | undefined): void;
}

interface Asked {
  askedAt?: number;
  /** Hashes of the last conversations. */
  conversations: string[];
}

/** How many conversations are remembered. */
const MAX_CONVERSATIONS = 50;

/** The parts of the browser that this memory uses. */
type Browser = Pick<typeof globalThis, 'localStorage' | 'sessionStorage'>;

/**
 * Creates an `AskMemory` over the browser's storage, which may be missing, full or blocked, and may contain anything.
 *
 * @param scope - names the visitor's place in storage; without one, everything is remembered only until the visitor leaves the page
 */
export function createAskMemory(scope: string | undefined, browser: Browser = globalThis): AskMemory {
  // No `Map`, because some pages have a variable `Map` of their own.
  const values: Record<string, string | undefined> = {};
  const inPage = {
    read: (key: string) => values[key] ?? null,
    write(key: string, value: string | undefined) {
      values[key] = value;
    },
  };
  const keys = keysOf(scope ?? '');
  const local = scope === undefined ? inPage : createStore(browser, 'localStorage');
  const session = scope === undefined ? inPage : createStore(browser, 'sessionStorage');
  const hashOf = (conversationId: string) => scopeOf('conversation', conversationId);

  function readAsked(): Asked {
    const { askedAt, conversations } = parse(local.read(keys.asked));
    return {
      ...(Number.isSafeInteger(askedAt) && { askedAt: askedAt as number }),
      conversations: Array.isArray(conversations) ? conversations.filter((hash) => typeof hash === 'string') : [],
    };
  }

  return {
    readAskedAt: () => readAsked().askedAt,
    hasAskedAbout: (conversationId) => readAsked().conversations.includes(hashOf(conversationId)),
    writeAsked(now, conversationId) {
      const { conversations } = readAsked();
      const hash = conversationId === undefined ? [] : [hashOf(conversationId)];
      const latest = [...conversations.filter((other) => other !== hash[0]), ...hash].slice(-MAX_CONVERSATIONS);
      local.write(keys.asked, JSON.stringify({ askedAt: now, conversations: latest } satisfies Asked));
    },
    readPending() {
      const { trigger, due } = parse(session.read(keys.pendingAsk));
      return typeof trigger === 'string' && Number.isSafeInteger(due) ? { trigger, due: due as number } : undefined;
    },
    writePending: (pending) => session.write(keys.pendingAsk, pending && JSON.stringify(pending)),
  };
}

function parse(text: string | null): Record<string, unknown> {
  try {
    return (JSON.parse(text!) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
