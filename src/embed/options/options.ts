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
  /** The launcher: a `button`, the default, a vertical `tab` at the side, or `none`. Element and script only. */
  launcher?: 'button' | 'tab' | 'none' | undefined;
  /** The level of the form's heading, 1–6; 2 by default. */
  headingLevel?: number | undefined;
  /** The colour theme; `auto`, the default, follows the page's own `color-scheme`. */
  theme?: 'auto' | 'light' | 'dark' | undefined;
  /** A BCP 47 tag; by default the language of Haptik's chat, else that of `<html lang>`, else the browser's. */
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
  /** What opens the panel by itself: `event:NAME`, `haptik:NAME`, `gone:SELECTOR`, `delay:SECONDS`. Element and script only. */
  askOn?: string | undefined;
  /** The wait between the trigger and the panel, in milliseconds, 0–600000; by default 1500 after `haptik:`, else 0. */
  askDelayMs?: number | undefined;
  /** The percentage of visitors who are asked, 0–100; 100 by default. The same visitors are asked each time. */
  askShare?: number | undefined;
  /** The hours after which a visitor is asked again, 0–8760; 24 by default, 0 asks each time. */
  askAgainAfterHours?: number | undefined;
  /** An id of the conversation, at most 256 characters. The visitor is asked at most once about each. It is never sent. */
  conversationId?: string | undefined;
  /** The name of an array on `window` that gets each event, without comment and visitor. Element and script only. */
  dataLayer?: string | undefined;
  /** Whether the console shows what the widget does and why; `false` by default. */
  debug?: boolean | undefined;
}
