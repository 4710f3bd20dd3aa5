import { isLoopback } from '../../feedback/loopback.js';
import type { EnvironmentReader } from './environment-reader.js';

/** The shortest link secret, in UTF-8 bytes. HS256 requires it (RFC 7518, section 3.2). */
const SECRET_MIN_BYTES = 32;

/** The longest title, in UTF-16 units. */
const TITLE_MAX_LENGTH = 100;

/** The variables that have an effect only when links are on. */
const PAGE_VARIABLES = [
  'LINK_MAX_DAYS',
  'PAGE_TITLE',
  'PAGE_LOGO_URL',
  'PAGE_CSS_FILE',
  'PAGE_FRAME_ANCESTORS',
  'PAGE_CLOSE_MESSAGE',
] as const;

/** Configures links and the page that they open. */
export interface LinkConfig {
  /** The relay's address as visitors see it, without a final slash. */
  publicUrl: string;
  /** Sign the links: new ones are signed with the first. There are two while one replaces the other. */
  secrets: readonly string[];
  /** The longest time that a link works, in days. */
  maxDays: number;
  page: PageConfig;
}

/** Configures the look of the page and where it may be shown. */
export interface PageConfig {
  title?: string | undefined;
  logoUrl?: string | undefined;
  /** The operator's stylesheet. */
  css?: string | undefined;
  /** Sources of the directive `frame-ancestors`. An empty list lets no page frame it. */
  frameAncestors: readonly string[];
  /** What the page in a chat's web view posts to its parent, as JSON. The documented message by default. */
  closeMessage?: string | undefined;
}

/** Reads the variables of links and of their page; `undefined` when links are off. */
export function readLinkVariables(
  reader: EnvironmentReader,
  identitySecrets: readonly string[],
): LinkConfig | undefined {
  const publicUrl = readPublicUrl(reader);
  const secrets = readSecrets(reader, identitySecrets);
  const hasUrl = reader.isSet('PUBLIC_URL');
  const hasSecret = reader.isSet('LINK_SECRET');
  if (hasUrl && hasSecret) {
    const maxDays = reader.integer('LINK_MAX_DAYS', 7, 1, 30);
    return { publicUrl: publicUrl ?? '', secrets, maxDays, page: readPage(reader) };
  }
  if (hasSecret) reader.mistakes.push('LINK_SECRET needs PUBLIC_URL, the address of the relay as visitors see it');
  if (hasUrl) reader.mistakes.push('PUBLIC_URL needs LINK_SECRET; set it to the output of: openssl rand -base64 48');
  if (hasUrl || hasSecret) return undefined;
  for (const name of PAGE_VARIABLES.filter((variable) => reader.isSet(variable))) {
    reader.mistakes.push(`${name} needs PUBLIC_URL and LINK_SECRET; set both, or remove ${name}`);
  }
  return undefined;
}

/** True for an `https:` URL without a password; `http:` is allowed for loopback addresses. */
export function isSafeUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  return isSafe && !url?.username && !url?.password;
}

function readPublicUrl(reader: EnvironmentReader): string | undefined {
  const value = reader.text('PUBLIC_URL');
  if (value === undefined) return undefined;
  if (isSafeUrl(value) && !/[?#]/.test(value)) return new URL(value).href.replace(/\/+$/, '');
  reader.mistakes.push(
    'PUBLIC_URL must be an https:// URL without a query (http:// is only for loopback addresses), ' +
      'as in https://feedback.example.com',
  );
  return undefined;
}

function readSecrets(reader: EnvironmentReader, identitySecrets: readonly string[]): string[] {
  const secrets = reader.secrets('LINK_SECRET');
  if (secrets && (secrets.length === 0 || secrets.length > 2)) {
    reader.mistakes.push(
      'LINK_SECRET must be one secret, or two separated by a comma (in a file: one secret per line)',
    );
  }
  if (secrets?.some((secret) => new TextEncoder().encode(secret).length < SECRET_MIN_BYTES)) {
    reader.mistakes.push(`LINK_SECRET must have at least ${SECRET_MIN_BYTES} bytes`);
  }
  // With the same secret, a link would also be an identity token.
  if (secrets?.some((secret) => identitySecrets.includes(secret))) {
    reader.mistakes.push('LINK_SECRET must differ from IDENTITY_SECRET');
  }
  return secrets ?? [];
}

function readPage(reader: EnvironmentReader): PageConfig {
  const title = reader.text('PAGE_TITLE');
  if (title !== undefined && title.length > TITLE_MAX_LENGTH) {
    reader.mistakes.push(`PAGE_TITLE must have at most ${TITLE_MAX_LENGTH} characters`);
  }
  const logoUrl = reader.text('PAGE_LOGO_URL');
  if (logoUrl !== undefined && !isSafeUrl(logoUrl)) {
    reader.mistakes.push('PAGE_LOGO_URL must be an https:// URL, as in https://www.example.com/logo.svg');
  }
  const css = reader.file('PAGE_CSS_FILE');
  if (css !== undefined && /<\/style/i.test(css)) reader.mistakes.push('PAGE_CSS_FILE must not contain </style');
  return { title, logoUrl, css, frameAncestors: readFrameAncestors(reader), closeMessage: readCloseMessage(reader) };
}

function readFrameAncestors(reader: EnvironmentReader): string[] {
  const sources = reader.list('PAGE_FRAME_ANCESTORS');
  for (const source of sources) {
    const isOrigin = /^https:\/\/(\*\.)?[\w.-]+(:\d+)?$|^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(source);
    if (isOrigin) continue;
    reader.mistakes.push(
      `PAGE_FRAME_ANCESTORS: ${JSON.stringify(source)} is not an origin, as in https://www.example.com`,
    );
  }
  return sources;
}

function readCloseMessage(reader: EnvironmentReader): string | undefined {
  const value = reader.text('PAGE_CLOSE_MESSAGE');
  try {
    if (value !== undefined) JSON.parse(value);
  } catch {
    reader.mistakes.push('PAGE_CLOSE_MESSAGE must be JSON, as in {"action":"close","message":""}');
  }
  return value;
}
