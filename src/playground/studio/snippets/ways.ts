import type { Settings, Way } from '../../settings/settings.js';
import {
  angularSnippet,
  nextSnippet,
  preactSnippet,
  reactSnippet,
  VUE_CONFIGURATION,
  vueSnippet,
} from './framework-snippets.js';
import {
  ANDROID_SNIPPET,
  elementSnippet,
  IOS_SNIPPET,
  scriptSnippet,
  shopifySnippet,
  tagManagerSnippet,
  webViewSnippet,
  wordPressSnippet,
} from './html-snippets.js';
import { cssSnippet } from './snippet-parts.js';

/** A piece of code. Its title names the place where it belongs. */
export interface CodePart {
  title: string;
  code: string;
}

interface WayToEmbed {
  label: string;
  /** Says in one or two sentences where the code goes. */
  hint: string;
  /** True if the code has `USER` and `TOKEN` where a server writes the visitor's id and token. */
  hasPlaceholders?: true;
  /** Where the code goes, as the title of the main part. */
  title: string;
  /**
   * Writes the main part.
   *
   * @param demoVisitor - the id to write in place of `USER`
   */
  write: (settings: Settings, demoVisitor?: string) => string;
  /** True if the code has no `<style>`. The theme is then a separate part. */
  hasSeparateCss?: true;
  more?: readonly CodePart[];
}

const SERVER_FILLS_IN =
  'Your server replaces USER with the visitor’s id, and TOKEN, if you chose one, with the signed token.';
const INSTALL: CodePart = { title: 'Install', code: 'npm install haptik-feedback-widget' };

/** The ways to put the form into a site, in the order in which the Studio shows them. */
export const WAYS: Readonly<Record<Way, WayToEmbed>> = {
  script: {
    label: 'Script tag',
    hint: 'Paste it into the page, before </body>.',
    hasPlaceholders: true,
    title: 'HTML',
    write: (settings, demoVisitor) => scriptSnippet(settings, { id: demoVisitor }),
  },
  element: {
    label: 'Element',
    hint: 'Paste it where the form belongs.',
    hasPlaceholders: true,
    title: 'HTML',
    write: (settings, demoVisitor) => elementSnippet(settings, { id: demoVisitor }),
  },
  preact: {
    label: 'Preact',
    hint: 'Works in Preact 10.19 and later. Pass the visitor who is logged in as “user”.',
    title: 'Feedback.tsx',
    write: preactSnippet,
    hasSeparateCss: true,
    more: [INSTALL],
  },
  react: {
    label: 'React',
    hint: 'Works in React 18 and 19. Pass the visitor who is logged in as “user”.',
    title: 'Feedback.tsx',
    write: reactSnippet,
    hasSeparateCss: true,
    more: [INSTALL],
  },
  next: {
    label: 'Next.js',
    hint: 'Render it in any page or layout. A server renders the empty element; the form follows in the browser.',
    title: 'app/feedback.tsx',
    write: nextSnippet,
    hasSeparateCss: true,
    more: [INSTALL],
  },
  vue: {
    label: 'Vue',
    hint: 'Pass the visitor who is logged in as “user”. Vue has to know that the tag is a custom element.',
    title: 'Feedback.vue',
    write: vueSnippet,
    hasSeparateCss: true,
    more: [INSTALL, { title: 'vite.config.js, in plugins', code: VUE_CONFIGURATION }],
  },
  angular: {
    label: 'Angular',
    hint: 'Import the component where you show it, and pass the visitor who is logged in as “user”.',
    title: 'feedback.component.ts',
    write: angularSnippet,
    hasSeparateCss: true,
    more: [INSTALL],
  },
  'tag-manager': {
    label: 'Google Tag Manager',
    hint: 'A Custom HTML tag. “User id” is a data-layer variable: your site pushes the visitor’s id before the tag fires.',
    title: 'Custom HTML',
    write: tagManagerSnippet,
  },
  wordpress: {
    label: 'WordPress',
    hint: 'Add it to your theme’s functions.php. Visitors who are not logged in see no form. A token is signed by sign_visitor() of docs/identity.md.',
    title: 'functions.php',
    write: wordPressSnippet,
  },
  shopify: {
    label: 'Shopify',
    hint: 'Save it as a block of your theme, then add the block in the theme editor. Only customers who are logged in see the form.',
    title: 'blocks/haptik-feedback.liquid',
    write: shopifySnippet,
  },
  webview: {
    label: 'Mobile app',
    hint: 'The app shows this page in a WebView. The base URL is the origin that ALLOWED_ORIGINS of the relay names.',
    title: 'HTML of the page',
    write: webViewSnippet,
    more: [
      { title: 'Android, Kotlin', code: ANDROID_SNIPPET },
      { title: 'iOS, Swift', code: IOS_SNIPPET },
    ],
  },
};

/**
 * Says where the code goes, and what to replace in it.
 *
 * @param demoVisitor - the id that the code has in place of `USER`
 */
export function writeHint(embed: Way, demoVisitor?: string): string {
  const { hint, hasPlaceholders } = WAYS[embed];
  return hasPlaceholders && demoVisitor === undefined ? `${hint} ${SERVER_FILLS_IN}` : hint;
}

/**
 * Writes all parts of the code for the chosen way; the main part comes first.
 *
 * @param demoVisitor - a visitor whom the relay in the code knows, if it is a demo. Code that a server fills in then has
 *   this id in place of `USER`, so that it works as it is.
 */
export function writeCode(settings: Settings, demoVisitor?: string): CodePart[] {
  const { title, write, hasSeparateCss, more = [] } = WAYS[settings.embed];
  const css = hasSeparateCss ? cssSnippet(settings) : '';
  return [
    { title, code: write(settings, demoVisitor) },
    ...(css ? [{ title: 'CSS, in a stylesheet of the page', code: css }] : []),
    ...more,
  ];
}
