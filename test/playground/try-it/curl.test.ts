import { expect, it } from 'vitest';
import { writeCurl } from '../../../src/playground/try-it/curl.js';

it('writes a command whose values the shell does not change', () => {
  const command = writeCurl(new URL('http://127.0.0.1:8080/feedback'), { auth_id: "o'brien", feedback: '$HOME `ls`' });

  expect(command).toBe(`curl 'http://127.0.0.1:8080/feedback' \\
  -H 'content-type: application/json' \\
  -H 'origin: http://127.0.0.1:8080' \\
  --data-raw '{"auth_id":"o'\\''brien","feedback":"$HOME \`ls\`"}'`);
});
