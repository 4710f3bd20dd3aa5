import { expect, it } from 'vitest';
import { claimedAuthId } from '../../src/feedback/identity-token.js';

const tokenOf = (claims: unknown) => `header.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

it('reads the claim auth_id, even where base64url differs from base64', () => {
  const token = tokenOf({ auth_id: '>>>???' });

  expect(token).toMatch(/-.*_/);
  expect(claimedAuthId(token)).toBe('>>>???');
});

it.each([
  ['a claim that is no text', tokenOf({ auth_id: 7 })],
  ['a missing claim', tokenOf({ sub: 'demo-user' })],
  ['claims that are null', tokenOf(null)],
  ['claims that are no JSON', `header.${btoa('claims')}.signature`],
  ['claims that are no base64', 'header.!.signature'],
  ['no claims', 'opaque'],
])('returns undefined for %s', (_, token) => {
  expect(claimedAuthId(token)).toBeUndefined();
});
