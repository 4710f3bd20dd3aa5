import { claimedAuthId } from '../feedback/identity-token.js';
import type { Clock, Connection, Listener, World } from '../feedback/model.js';
import { createMemory, noMemory } from '../memory/memory.js';
import { scopeOf } from '../memory/scope.js';
import type { Loaders } from './loaders.js';
import type { ResolvedOptions } from './options.js';

/** Who the visitor is; `undefined` where only the function that gives identity tokens knows. */
export function visitorOf({ authId, identityToken }: ResolvedOptions): string | undefined {
  return authId ?? (typeof identityToken === 'string' ? claimedAuthId(identityToken) : undefined);
}

/**
 * The real clock, network and storage for a model.
 *
 * @param current - read anew each time; its visitor stays the same
 */
export function createWorld(current: { options: ResolvedOptions; listener: Listener; loaders: Loaders }): World {
  const { relayUrl } = current.options;
  const visitor = visitorOf(current.options);
  // Whoever may be somebody else tomorrow is not remembered.
  const scope = current.options.remember && visitor !== undefined ? scopeOf(relayUrl, visitor) : undefined;
  return {
    options: () => current.options,
    memory: scope === undefined ? noMemory : createMemory(scope),
    async courier() {
      // The origin of a page without a URL of its own is its parent's.
      const url = new URL(relayUrl, globalThis.origin).href;
      const { createCourier, createOutbox, createTransport } = await current.loaders.transport();
      return createCourier({
        transport: createTransport(() => ({ ...current.options, relayUrl: url })),
        outbox: createOutbox(scope),
        clock,
        connection,
        newKey,
      });
    },
    clock,
    connection,
    listener: {
      submit: (feedback) => current.listener.submit(feedback),
      success: (feedback) => current.listener.success(feedback),
      error: (feedback, problem) => current.listener.error(feedback, problem),
    },
  };
}

const clock: Clock = {
  now: Date.now,
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

const connection: Connection = {
  isOnline: () => navigator.onLine,
  whenOnline(callback) {
    addEventListener('online', callback);
    return () => removeEventListener('online', callback);
  },
};

/** A random UUID; `crypto.randomUUID` exists on secure pages alone. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
