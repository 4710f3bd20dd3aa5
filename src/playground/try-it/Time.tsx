const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** A time of day, to the second. */
export function Time({ at }: { at: string }) {
  return <time dateTime={at}>{clock.format(new Date(at))}</time>;
}
