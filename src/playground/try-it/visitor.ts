import { computed, signal } from '@preact/signals';

/** Stands for an id that the visitor of the playground types. */
export const OWN = 'own';

/** An id that the stand-in does not know. */
export const UNKNOWN = 'someone-unknown';

/** Who the feedback comes from: one of the demo's users, someone unknown, or `OWN`. */
export const choice = signal('demo-user');

/** The id that was typed. */
export const ownId = signal('');

/** The id that was typed or chosen; none while nothing is typed. */
export const authId = computed(() => (choice.value === OWN ? ownId.value.trim() : choice.value) || undefined);

/** The Haptik channel, where the relay does not say it. */
export const ownBusinessId = signal('');
