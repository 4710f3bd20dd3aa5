// What the form needs to send feedback. It is built as a file of its own, loaded when the visitor first touches the form.

import { createDeliveryQueue, type DeliveryQueue } from '../../feedback/delivery-queue.js';
import type { World } from '../../feedback/model.js';
import { createOutbox } from '../../memory/outbox.js';
import { createTransport } from '../../transport/transport.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import { explainTries } from './explain-tries.js';

/**
 * Creates a visitor's delivery queue over the real network and the browser's storage.
 *
 * @param current - read before each submission; its relay stays the same
 * @param scope - names the visitor's place in storage; `undefined` stores nothing beyond this tab
 */
export function createBrowserDeliveryQueue(
  { clock, connection }: World,
  current: { options: ResolvedOptions },
  scope: string | undefined,
): DeliveryQueue {
  const given = current.options.relayUrl;
  // A page in `srcdoc` has no origin of its own, but its parent's base URL.
  const relayUrl = new URL(given, location.origin === 'null' ? document.baseURI : location.origin).href;
  return createDeliveryQueue({
    clock,
    connection,
    transport: explainTries(
      createTransport(() => ({ ...current.options, relayUrl })),
      () => current.options.debug,
    ),
    outbox: createOutbox(scope),
    newKey,
  });
}

/** Returns a random UUID. `crypto.randomUUID` is missing on pages without HTTPS. */
function newKey(): string {
  // `window.crypto`, because some pages have a constant `crypto` of their own.
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  // No `Array.from()`: Prototype.js replaces it.
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
