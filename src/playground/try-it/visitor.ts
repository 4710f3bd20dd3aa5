import { computed, signal } from '@preact/signals';

/** The value of the choice "Another id", with which the visitor types an id. */
export const CUSTOM = 'custom';

/** An id that the stand-in does not know. */
export const UNREGISTERED = 'someone-unknown';

/** Who gives feedback: a user of the stand-in, `UNREGISTERED` or `CUSTOM`. */
export const chosenVisitor = signal('demo-user');

/** The id that the visitor of the playground typed. */
export const customId = signal('');

/** The widget's option `authId`; undefined while the typed id is empty. */
export const authId = computed(
  () => (chosenVisitor.value === CUSTOM ? customId.value.trim() : chosenVisitor.value) || undefined,
);

/** The typed business id, for a relay that does not name one. */
export const customBusinessId = signal('');
