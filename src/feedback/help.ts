/** Ends each console message that a developer of the site has to act on: the page that explains it. */
export const HELP = 'See https://unpkg.com/haptik-feedback-widget/docs/troubleshooting.md';
