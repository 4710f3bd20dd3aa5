import { expect, it } from 'vitest';
import { readLink } from '../../src/relay/links/link-token.js';
import { callDocumentedFunction, SERVER_LANGUAGES } from './documented-code.js';

const SECRET = 'a-secret-of-at-least-32-bytes-for-tests';

it.for(SERVER_LANGUAGES)(
  'docs/links.md makes a link that the relay accepts, in %s',
  // Go compiles the program first.
  { timeout: 60_000 },
  async (language, { skip }) => {
    const values = ['visitor-1', 343, '8107', 'https://feedback.example.com', SECRET];

    const link = callDocumentedFunction(language, 'docs/links.md', 'makeLink', values);
    if (link === undefined) return skip(`${language} is not installed`);

    const [page, token] = link.split('#');
    expect(page).toBe('https://feedback.example.com/rate');
    expect(await readLink(token!, { secrets: [SECRET], maxDays: 7 }, Date.now())).toEqual({
      state: 'valid',
      link: { authId: 'visitor-1', businessId: 343, id: '8107' },
    });
  },
);
