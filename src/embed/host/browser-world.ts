import { claimedAuthId } from '../../feedback/identity-token.js';
import type { World } from '../../feedback/model.js';
import type { Clock, Connection, Listener } from '../../feedback/ports.js';
import { createMemory, noMemory } from '../../memory/memory.js';
import { scopeOf } from '../../memory/scope.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import type { Loaders } from './loaders.js';

/** Returns the visitor's id; `undefined` if a function returns the token, or the token has no readable id. */
export function visitorOf({ authId, identityToken }: ResolvedOptions): string | undefined {
  return authId ?? (typeof identityToken === 'string' ? claimedAuthId(identityToken) : undefined);
}

/**
 * Creates what a model needs of the browser: clock, network and storage.
 *
 * @param current - read whenever it is needed; its visitor stays the same
 * @param visitor - names the place in storage together with the relay
 */
export function createWorld(
  current: { options: ResolvedOptions; listener: Listener; loaders: Loaders },
  visitor = visitorOf(current.options),
): World {
  const { authId, identityToken, ...publicOptions } = current.options;
  const { relayUrl, debug } = publicOptions;
  if (debug) console.info('haptik-feedback: options', publicOptions);
  // Store nothing when the visitor is unknown.
  const scope = current.options.remember && visitor !== undefined ? scopeOf(relayUrl, visitor) : undefined;
  const world: World = {
    options: () => current.options,
    memory: scope === undefined ? noMemory : createMemory(scope),
    async loadDeliveryQueue() {
      const { createBrowserDeliveryQueue } = await current.loaders.transport();
      return createBrowserDeliveryQueue(world, current, scope);
    },
    clock,
    connection,
    listener: {
      submit: (feedback) => current.listener.submit(feedback),
      success: (feedback) => current.listener.success(feedback),
      error: (feedback, problem) => current.listener.error(feedback, problem),
    },
  };
  return world;
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
  onOnline(callback) {
    addEventListener('online', callback);
    return () => removeEventListener('online', callback);
  },
};
