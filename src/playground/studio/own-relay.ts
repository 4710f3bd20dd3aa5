/** The feedback endpoint of the relay that serves the playground. */
export const OWN_RELAY = new URL('feedback', location.origin + location.pathname).href;
