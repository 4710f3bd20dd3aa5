/** The states that the preview can show, in the order in which a visitor meets them. */
export const FORM_STATES = {
  editing: { label: 'Empty', group: 'Before sending' },
  filled: { label: 'Filled in', group: 'Before sending' },
  focused: { label: 'Button with focus', group: 'Before sending' },
  missing: { label: 'Answers missing', group: 'Before sending' },
  sending: { label: 'Sending', group: 'Before sending' },
  unreachable: { label: 'Waiting: relay unreachable', group: 'Not delivered' },
  'server-error': { label: 'Waiting: server error', group: 'Not delivered' },
  offline: { label: 'Waiting: offline', group: 'Not delivered' },
  expired: { label: 'Expired', group: 'Not delivered' },
  duplicate: { label: 'Duplicate', group: 'Not accepted' },
  'no-conversation': { label: 'No conversation', group: 'Not accepted' },
  'invalid-user': { label: 'Invalid user', group: 'Not accepted' },
  unauthorized: { label: 'Unauthorized', group: 'Not accepted' },
  'rate-limited': { label: 'Rate limited', group: 'Not accepted' },
  rejected: { label: 'Rejected', group: 'Not accepted' },
  sent: { label: 'Sent', group: 'Done' },
  shared: { label: 'Already shared', group: 'Done' },
  unavailable: { label: 'Unavailable: option missing', group: 'Done' },
} as const satisfies Record<string, { label: string; group: string }>;

export type FormStateName = keyof typeof FORM_STATES;

/** The keys of `FORM_STATES`, in their order. */
export const FORM_STATE_NAMES = Object.keys(FORM_STATES) as FormStateName[];
