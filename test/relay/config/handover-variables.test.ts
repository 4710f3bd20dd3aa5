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

function mistakesOf(variables: Record<string, string>): readonly string[] {
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
    ['links that are off', { ...HANDOVER, PUBLIC_URL: '', LINK_SECRET: '' }, /^LINK_HANDOVER_URL needs PUBLIC_URL and/],
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

  it('need no secret for Slack, whose URL is one', () => {
    expect(mistakesOf({ NOTIFY_URL: 'https://hooks.slack.com/services/x', NOTIFY_FORMAT: 'slack' })).toEqual([]);
  });
});
