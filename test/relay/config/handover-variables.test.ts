import { describe, expect, it } from 'vitest';
import type { ConfigError } from '../../../src/relay/config/config-error.js';
import { readConfig } from '../../../src/relay/config/read-config.js';
import { ACCOUNT } from '../account.js';

const LINKS = { PUBLIC_URL: 'https://feedback.example.com', LINK_SECRET: 'a'.repeat(32) };
const SECRET = `whsec_${btoa('a'.repeat(24))}`;
const HANDOVER = {
  ...LINKS,
  HAPTIK_WEBHOOK_SECRET: 'w',
  LINK_HANDOVER_URL: 'https://crm.example.com',
  LINK_HANDOVER_SECRET: SECRET,
};
const NOTIFY = { NOTIFY_URL: 'https://crm.example.com', NOTIFY_SECRET: SECRET };

function mistakesOf(variables: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig({ ...ACCOUNT, ...variables });
    return [];
  } catch (error) {
    return (error as ConfigError).mistakes;
  }
}

describe('the variables of hand-overs', () => {
  it('turn hand-overs off when none is set', () => {
    expect(readConfig(ACCOUNT)).toMatchObject({ handover: undefined, notify: undefined });
  });

  it('turn hand-overs on', () => {
    expect(readConfig({ ...ACCOUNT, ...HANDOVER, ...NOTIFY, ASK_SKIP: 'gogo, autocomplete' })).toMatchObject({
      handover: {
        webhookSecret: 'w',
        url: 'https://crm.example.com',
        secret: SECRET,
        askSkip: ['gogo', 'autocomplete'],
      },
      notify: { url: 'https://crm.example.com', ratingMax: 5, isUnresolvedOnly: false, fields: [], format: 'json' },
    });
  });

  it.each([
    ['HAPTIK_WEBHOOK_SECRET', { LINK_HANDOVER_URL: HANDOVER.LINK_HANDOVER_URL, LINK_HANDOVER_SECRET: SECRET }],
    ['LINK_HANDOVER_URL', { HAPTIK_WEBHOOK_SECRET: 'w', LINK_HANDOVER_SECRET: SECRET }],
    ['LINK_HANDOVER_SECRET', { HAPTIK_WEBHOOK_SECRET: 'w', LINK_HANDOVER_URL: HANDOVER.LINK_HANDOVER_URL }],
  ])('are a mistake without %s', (name, variables) => {
    expect(mistakesOf({ ...LINKS, ...variables })).toEqual([
      expect.stringMatching(new RegExp(`needs ${name}; set all`)),
    ]);
  });

  it.each([
    [
      'links that are off',
      { ...HANDOVER, PUBLIC_URL: undefined, LINK_SECRET: undefined },
      /^LINK_HANDOVER_URL needs PUBLIC_URL and/,
    ],
    ['ASK_SKIP alone', { ASK_SKIP: 'gogo' }, /^ASK_SKIP needs HAPTIK_WEBHOOK_SECRET/],
    ['a receiver without encryption', { ...HANDOVER, LINK_HANDOVER_URL: 'http://crm' }, /^LINK_HANDOVER_URL must be/],
    ['a secret of another form', { ...HANDOVER, LINK_HANDOVER_SECRET: 'abc' }, /^LINK_HANDOVER_SECRET must be whsec_/],
    ['NOTIFY_WHEN alone', { NOTIFY_WHEN: 'all' }, /^NOTIFY_WHEN needs NOTIFY_URL/],
    ['NOTIFY_URL alone', { NOTIFY_URL: NOTIFY.NOTIFY_URL }, /^NOTIFY_URL needs NOTIFY_SECRET/],
    ['an unknown condition', { ...NOTIFY, NOTIFY_WHEN: 'rating<3' }, /^NOTIFY_WHEN must be all, unresolved, or/],
    ['an unknown field', { ...NOTIFY, NOTIFY_FIELDS: 'name' }, /^NOTIFY_FIELDS may list comment and auth_id only/],
    ['an unknown format', { ...NOTIFY, NOTIFY_FORMAT: 'xml' }, /^NOTIFY_FORMAT must be json or slack/],
  ] as [string, Record<string, string>, RegExp][])('are a mistake with %s', (_case, variables, mistake) => {
    expect(mistakesOf(variables)).toEqual([expect.stringMatching(mistake)]);
  });

  it.each([
    [{ HAPTIK_WEBHOOK_SECRET: 'w' }, 'HAPTIK_WEBHOOK_SECRET needs LINK_HANDOVER_URL and LINK_HANDOVER_SECRET'],
    [{ LINK_HANDOVER_SECRET: SECRET }, 'LINK_HANDOVER_SECRET needs HAPTIK_WEBHOOK_SECRET and LINK_HANDOVER_URL'],
  ] as [Record<string, string>, string][])('report all missing variables beside %j', (variables, mistake) => {
    expect(mistakesOf({ ...LINKS, ...variables })).toEqual([`${mistake}; set all three, or none`]);
  });

  it('report all variables that ASK_SKIP needs', () => {
    expect(mistakesOf({ ASK_SKIP: 'gogo' })).toEqual([
      'ASK_SKIP needs HAPTIK_WEBHOOK_SECRET, LINK_HANDOVER_URL, LINK_HANDOVER_SECRET; set them all',
    ]);
  });

  it('can be read from files', () => {
    const { NOTIFY_SECRET, HAPTIK_WEBHOOK_SECRET, ...rest } = { ...HANDOVER, ...NOTIFY };
    const names = { NOTIFY_SECRET_FILE: '/notify', HAPTIK_WEBHOOK_SECRET_FILE: '/webhook' };

    const config = readConfig({ ...ACCOUNT, ...rest, ...names }, (path) => (path === '/notify' ? NOTIFY_SECRET : path));

    expect(config).toMatchObject({ handover: { webhookSecret: '/webhook' }, notify: { secret: SECRET } });
  });

  it.each([24, 25, 26, 64])('accept a secret of %d bytes', (bytes) => {
    expect(mistakesOf({ ...NOTIFY, NOTIFY_SECRET: `whsec_${btoa('a'.repeat(bytes))}` })).toEqual([]);
  });

  it.each([
    ['23 bytes', `whsec_${btoa('a'.repeat(23))}`],
    ['65 bytes', `whsec_${btoa('a'.repeat(65))}`],
    ['no prefix', btoa('a'.repeat(24))],
    ['something before its prefix', `x${SECRET}`],
    ['something after it', `${SECRET}!!!!`],
    ['missing padding', `whsec_${'a'.repeat(34)}`],
    ['no base64', `whsec_${'-'.repeat(32)}`],
  ])('refuse a secret with %s', (_case, secret) => {
    expect(mistakesOf({ ...NOTIFY, NOTIFY_SECRET: secret })).toEqual([
      expect.stringMatching(/^NOTIFY_SECRET must be whsec_/),
    ]);
  });

  it.each([
    ['all', { ratingMax: 5, isUnresolvedOnly: false }],
    ['unresolved', { ratingMax: 5, isUnresolvedOnly: true }],
    ['rating<=1', { ratingMax: 1, isUnresolvedOnly: false }],
    ['rating<=5', { ratingMax: 5, isUnresolvedOnly: false }],
  ])('read the condition %s', (when, notify) => {
    expect(readConfig({ ...ACCOUNT, ...NOTIFY, NOTIFY_WHEN: when })).toMatchObject({ notify });
  });

  it.each(['rating<=0', 'rating<=6', 'rating<=22', 'xrating<=2'])('refuse the condition %s', (when) => {
    expect(mistakesOf({ ...NOTIFY, NOTIFY_WHEN: when })).toHaveLength(1);
  });

  it('read the fields that are handed on', () => {
    expect(readConfig({ ...ACCOUNT, ...NOTIFY, NOTIFY_FIELDS: 'comment, auth_id' })).toMatchObject({
      notify: { fields: ['comment', 'auth_id'] },
    });
  });

  it('refuse a receiver without encryption', () => {
    expect(mistakesOf({ ...NOTIFY, NOTIFY_URL: 'http://crm.example.com' })).toEqual([
      'NOTIFY_URL must be an https:// URL without a password (http:// is only for loopback addresses)',
    ]);
  });

  it('need no secret for Slack, whose URL is secret', () => {
    const variables = { NOTIFY_URL: 'https://hooks.slack.com/services/x', NOTIFY_FORMAT: 'slack' };

    expect(readConfig({ ...ACCOUNT, ...variables }).notify).toMatchObject({
      url: 'https://hooks.slack.com/services/x',
      secret: undefined,
      format: 'slack',
    });
  });
});
