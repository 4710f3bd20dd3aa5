import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { signToken } from '../../../src/playground/try-it/sign-token.js';

const SECRET = 'a-secret-of-at-least-32-bytes-for-tests';

describe('signToken', () => {
  it('signs a token that a JWT library accepts, for an hour', async () => {
    const now = Math.floor(Date.now() / 1000);

    const { token, claims } = await signToken('visitör-1', SECRET, now);

    const { payload, protectedHeader } = await jwtVerify(token, new TextEncoder().encode(SECRET));
    expect(payload).toEqual({ auth_id: 'visitör-1', iat: now, exp: now + 3600 });
    expect(payload).toEqual(claims);
    expect(protectedHeader.alg).toBe('HS256');
  });
});
