import { jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import { callDocumentedFunction, SERVER_LANGUAGES } from './documented-code.js';

const SECRET = 'a-secret-of-at-least-32-bytes-for-tests';

it.for(SERVER_LANGUAGES)(
  'docs/identity.md signs a token that the relay accepts, in %s',
  // Go compiles the program first.
  { timeout: 60_000 },
  async (language, { skip }) => {
    const token = callDocumentedFunction(language, 'docs/identity.md', 'signVisitor', ['visitor-1', SECRET]);
    if (token === undefined) return skip(`${language} is not installed`);

    const { payload } = await jwtVerify(token, new TextEncoder().encode(SECRET), { requiredClaims: ['exp'] });
    expect(payload.auth_id).toBe('visitor-1');
  },
);
