import type { Messages } from '../../messages/messages.js';

/** How a site configures the widget: as props of the component, or as properties or attributes of the element. */
export interface Options {
  /** Where feedback is posted: an absolute `https:` URL (`http:` for loopback), or a path on the page's origin. Required. */
  relayUrl?: string | undefined;
  /** The Haptik channel that the feedback is about. Required, unless `window.haptikInitSettings` names it. */
  businessId?: number | undefined;
  /** The visitor's identifier, 1–256 characters. Nothing is shown until this or `identityToken` is given. */
  authId?: string | undefined;
  /** A token that the site has signed, or a function that returns one or a promise of one. */
  identityToken?: string | (() => string | Promise<string>) | undefined;
  /** `popover`: a launcher button opens the form; `inline` is the default. Element and script only. */
  display?: 'inline' | 'popover' | undefined;
  /** The corner of the launcher; `bottom-right` is the default. Element and script only. */
  position?: 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left' | undefined;
  /** The colour theme; `auto`, the default, follows the page's own `color-scheme`. */
  theme?: 'auto' | 'light' | 'dark' | undefined;
  /** A BCP 47 tag; by default that of `<html lang>`, else the browser's. */
  locale?: string | undefined;
  /** Texts that replace those of the locale. */
  messages?: Partial<Messages> | undefined;
  /** The longest comment, in characters as a person counts them, 1–10000; 1000 by default. */
  commentMaxLength?: number | undefined;
  /** How long one try may take, in milliseconds; 10000 by default. */
  timeoutMs?: number | undefined;
  /** How many times a try without a clear answer is repeated automatically; 2 by default. */
  retries?: number | undefined;
  /** Whether the browser stores the draft, the time of the last feedback and what waits to be sent; `true` by default. */
  remember?: boolean | undefined;
}
