import type { Handover, HandoverQueue } from '../../../src/relay/handover/handover-queue.js';

/**
 * Creates a queue that hands nothing over.
 *
 * @param added - gets what is added to the queue
 * @param add - answers the caller that adds
 */
export function createFakeQueue(added: Handover[], add: () => Promise<void>): HandoverQueue {
  return {
    add(handover) {
      added.push(handover);
      return add();
    },
    async close() {},
  };
}
