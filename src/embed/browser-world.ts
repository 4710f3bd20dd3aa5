import type { Listener, World } from '../feedback/model.js';
import type { Loaders } from './loaders.js';
import type { ResolvedOptions } from './options.js';

/** The real clock, network and transport for a model; options, listener and loaders are read when they are needed. */
export function createWorld(current: () => { options: ResolvedOptions; listener: Listener; loaders: Loaders }): World {
  return {
    options: () => current().options,
    async transport() {
      const { createTransport } = await current().loaders.transport();
      const { relayUrl, ...options } = current().options;
      return createTransport({ ...options, relayUrl: new URL(relayUrl, location.origin).href });
    },
    clock: {
      now: Date.now,
      after(milliseconds, callback) {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    connection: {
      isOnline: () => navigator.onLine,
      whenOnline(callback) {
        addEventListener('online', callback);
        return () => removeEventListener('online', callback);
      },
    },
    listener: {
      submit: (feedback) => current().listener.submit(feedback),
      success: (feedback) => current().listener.success(feedback),
      error: (feedback, problem) => current().listener.error(feedback, problem),
    },
    newKey,
  };
}

/** A random UUID; `crypto.randomUUID` exists on secure pages alone. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
