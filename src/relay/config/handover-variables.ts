import type { EnvironmentReader } from './environment-reader.js';
import { isSafeUrl } from './link-variables.js';

/** Configures what happens when a conversation ends. */
export interface HandoverConfig {
  /** Haptik signs its webhooks with this. */
  webhookSecret: string;
  /** Where links are handed over to. */
  url: string;
  /** Signs what is handed over: Standard Webhooks. */
  secret: string;
  /** The types of completion after which nobody is asked. */
  askSkip: readonly string[];
}

/** Fields of feedback that are personal, and handed on only when they are listed. */
export type PersonalField = 'comment' | 'auth_id';

/** Configures where recorded feedback is handed on to. */
export interface NotifyConfig {
  url: string;
  /** Signs what is handed on: Standard Webhooks. Slack needs none. */
  secret?: string | undefined;
  /** The highest rating that is handed on. */
  ratingMax: number;
  /** True to hand on only feedback that says that the query was not resolved. */
  isUnresolvedOnly: boolean;
  fields: readonly PersonalField[];
  format: 'json' | 'slack';
}

const HANDOVER_VARIABLES = ['HAPTIK_WEBHOOK_SECRET', 'LINK_HANDOVER_URL', 'LINK_HANDOVER_SECRET'] as const;
const NOTIFY_VARIABLES = ['NOTIFY_SECRET', 'NOTIFY_WHEN', 'NOTIFY_FIELDS', 'NOTIFY_FORMAT'] as const;

/**
 * Reads the variables of Haptik's webhook and of the hand-over of links; `undefined` when they are off.
 *
 * @param hasLinks - whether links are on
 */
export function readHandoverVariables(reader: EnvironmentReader, hasLinks: boolean): HandoverConfig | undefined {
  const missing = HANDOVER_VARIABLES.filter((name) => !reader.isSet(name));
  if (missing.length === HANDOVER_VARIABLES.length) {
    if (reader.isSet('ASK_SKIP')) reader.mistakes.push(`ASK_SKIP needs ${HANDOVER_VARIABLES.join(', ')}; set them all`);
    return undefined;
  }
  const [webhookSecret, url, secret] = HANDOVER_VARIABLES.map((name) => reader.secret(name));
  if (missing.length > 0) {
    const given = HANDOVER_VARIABLES.find((name) => reader.isSet(name));
    reader.mistakes.push(`${given} needs ${missing.join(' and ')}; set all three, or none`);
  }
  if (!hasLinks) reader.mistakes.push('LINK_HANDOVER_URL needs PUBLIC_URL and LINK_SECRET, which make the links');
  checkUrl(reader, 'LINK_HANDOVER_URL', url);
  checkSecret(reader, 'LINK_HANDOVER_SECRET', secret);
  return { webhookSecret: webhookSecret ?? '', url: url ?? '', secret: secret ?? '', askSkip: reader.list('ASK_SKIP') };
}

/** Reads the variables of the hand-over of recorded feedback; `undefined` when it is off. */
export function readNotifyVariables(reader: EnvironmentReader): NotifyConfig | undefined {
  if (!reader.isSet('NOTIFY_URL')) {
    for (const name of NOTIFY_VARIABLES.filter((variable) => reader.isSet(variable))) {
      reader.mistakes.push(`${name} needs NOTIFY_URL; set it, or remove ${name}`);
    }
    return undefined;
  }
  const url = reader.secret('NOTIFY_URL');
  const secret = reader.secret('NOTIFY_SECRET');
  const format = reader.text('NOTIFY_FORMAT') ?? 'json';
  if (format !== 'json' && format !== 'slack') reader.mistakes.push('NOTIFY_FORMAT must be json or slack');
  if (format !== 'slack' && !reader.isSet('NOTIFY_SECRET')) {
    reader.mistakes.push('NOTIFY_URL needs NOTIFY_SECRET, with which the receiver can tell that the relay sent it');
  }
  checkUrl(reader, 'NOTIFY_URL', url);
  checkSecret(reader, 'NOTIFY_SECRET', secret);

  const fields = reader.list('NOTIFY_FIELDS');
  if (fields.some((field) => field !== 'comment' && field !== 'auth_id')) {
    reader.mistakes.push('NOTIFY_FIELDS may list comment and auth_id only');
  }
  const when = reader.text('NOTIFY_WHEN') ?? 'all';
  const [, ratingMax] = /^rating<=([1-5])$/.exec(when) ?? [];
  if (when !== 'all' && when !== 'unresolved' && ratingMax === undefined) {
    reader.mistakes.push('NOTIFY_WHEN must be all, unresolved, or rating<=1 to rating<=5');
  }
  return {
    url: url ?? '',
    secret,
    ratingMax: Number(ratingMax ?? 5),
    isUnresolvedOnly: when === 'unresolved',
    fields: fields as PersonalField[],
    format: format as NotifyConfig['format'],
  };
}

function checkUrl(reader: EnvironmentReader, name: string, value: string | undefined): void {
  if (value === undefined || isSafeUrl(value)) return;
  reader.mistakes.push(`${name} must be an https:// URL without a password (http:// is only for loopback addresses)`);
}

/** Checks a secret of Standard Webhooks: 24 to 64 bytes. */
function checkSecret(reader: EnvironmentReader, name: string, value: string | undefined): void {
  if (value === undefined) return;
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(value)?.[1];
  const bytes = base64 && base64.length % 4 === 0 ? atob(base64).length : 0;
  if (bytes >= 24 && bytes <= 64) return;
  reader.mistakes.push(
    `${name} must be whsec_ and 24 to 64 bytes in base64; make one by: echo whsec_$(openssl rand -base64 32)`,
  );
}
