// What the form does without until the visitor first touches it.

import { createDeliveryQueue } from '../../feedback/delivery-queue.js';
import type { ModelState, Sender, World } from '../../feedback/model.js';
import { createSender } from '../../feedback/sender.js';
import { createOutbox } from '../../memory/outbox.js';
import { createTransport } from '../../transport/transport.js';
import type { ResolvedOptions } from '../options/options.js';

/** So long a browser keeps a connection that nothing was asked on, in milliseconds; Chromium does. */
const CONNECTION_MS = 10_000;

/**
 * Who sends, in a browser.
 *
 * @param current - read anew each time; its relay stays the same
 * @param scope - whose memory it is; `undefined` keeps nothing beyond this tab
 */
export function createDelivery(
  state: ModelState,
  world: World,
  current: { options: ResolvedOptions },
  scope: string | undefined,
): Sender {
  // The origin of a page without a URL of its own is its parent's.
  const given = current.options.relayUrl;
  const relayUrl = new URL(given[0] === '/' ? globalThis.origin + given : given).href;
  const deliveryQueue = createDeliveryQueue({
    ...world,
    transport: createTransport(() => ({ ...current.options, relayUrl })),
    outbox: createOutbox(scope),
    newKey,
  });
  let connectedAt = 0;
  const connect = () => {
    if (Date.now() - connectedAt < CONNECTION_MS) return;
    connectedAt = Date.now();
    const hint = Object.assign(document.createElement('link'), {
      rel: 'preconnect',
      href: relayUrl,
      crossOrigin: 'anonymous',
    });
    // The browser has taken the hint once it was there; the page keeps nothing of it.
    document.documentElement.append(hint);
    hint.remove();
  };
  return createSender(state, { ...world, deliveryQueue, connect });
}

/** A random UUID; `crypto.randomUUID` exists on secure pages alone. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
