import type { ExampleName } from '../settings/settings.js';

/** What each example shows, in a few words and in one sentence. */
export const EXAMPLES: Readonly<Record<ExampleName, { label: string; hint: string }>> = {
  launcher: { label: 'A launcher on every page', hint: 'One script tag. The button in the corner opens the form.' },
  inline: {
    label: 'Inside the page',
    hint: 'The form is part of the page. Its code is fetched when the form comes near the viewport.',
  },
  'at-once': { label: 'A form in view at once', hint: 'The visitor can answer while the code is on its way.' },
  element: { label: 'The element', hint: 'The form as a tag of HTML. The page hears its events.' },
  mount: {
    label: 'After the log-in',
    hint: 'Code mounts the form. It appears when the visitor is known: press “Log in”.',
  },
  react: { label: 'React', hint: 'The component for React 18 and 19, with a callback.' },
  'tag-manager': {
    label: 'Google Tag Manager',
    hint: 'A Custom HTML tag, on a page that does what the tag manager does.',
  },
  webview: { label: 'A mobile app', hint: 'The page that an app shows in a WebView.' },
  theme: { label: 'The colours of the site', hint: 'CSS variables and parts change the form.' },
  locale: { label: 'Another language', hint: 'The form speaks the language of the page, here Hindi.' },
  haptik: {
    label: 'Beside Haptik’s chat',
    hint: 'The widget reads the business id from Haptik’s settings and leaves the chat its corner.',
  },
  csp: { label: 'A strict policy', hint: 'A Content Security Policy that allows no inline script and no style.' },
  standalone: { label: 'One pinned file', hint: 'The script loads no other file, so that a page can pin its hash.' },
};
