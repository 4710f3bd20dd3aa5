import { expect, test } from 'vitest';
import { createStandin, type StandinOptions } from '../../src/standin/index.js';

const HOUR = 60 * 60 * 1000;
const GOOD = { auth_id: 'demo-user', business_id: 343, query_resolved: true, query_rating: 5 };
const NO_CONVERSATION = 'Failed to submit feedback, please make sure there is an active conversation with the agent';

function start(options: Partial<StandinOptions> = {}) {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const standin = createStandin({ token: 'token', clientId: 'client', now: () => now, ...options });
  const call = async (method: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await standin.fetch(
      new Request(`https://haptik.example${path}`, {
        method,
        headers: { authorization: 'Bearer token', 'client-id': 'client', ...headers },
        body: JSON.stringify(body),
      }),
    );
    return [response.status, await response.json()];
  };
  return {
    standin,
    call,
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
    feedback: (more: object = {}, headers = {}) =>
      call('POST', '/v1.0/log_feedback_from_user/', { ...GOOD, ...more }, headers),
  };
}

test('records feedback of a user once an hour, whatever the business', async () => {
  const { feedback, call, advance } = start();
  await call('POST', '/v1.0/log_message_from_user/', { user: { auth_id: 'demo-user' }, business_id: 7 });

  expect(await feedback()).toEqual([201, { success: true }]);
  expect(await feedback()).toEqual([400, { error_message: 'duplicate feedback' }]);
  expect(await feedback({ business_id: 7 })).toEqual([400, { error_message: 'duplicate feedback' }]);

  advance(HOUR - 1);

  expect((await feedback())[0]).toBe(400);

  advance(1);

  expect((await feedback())[0]).toBe(201);
});

test('refuses a user without a conversation, an unknown user, and wrong credentials of the account', async () => {
  const { feedback } = start();

  expect(await feedback({ auth_id: 'new-user' })).toEqual([404, { error_message: NO_CONVERSATION }]);
  expect(await feedback({ business_id: 8 })).toEqual([404, { error_message: NO_CONVERSATION }]);
  expect(await feedback({ auth_id: 'nobody' })).toEqual([403, { error_message: 'Invalid_User' }]);

  const unauthorised = [401, { error_message: 'invalid authorization details' }];

  expect(await feedback({}, { authorization: 'Bearer other' })).toEqual(unauthorised);
  expect(await feedback({ auth_id: 'nobody' }, { 'client-id': 'other' })).toEqual(unauthorised);
});

test('accepts feedback of a user who registered and sent a message', async () => {
  const { call, feedback } = start();
  const message = { user: { auth_id: 'ann' }, message_body: 'Hello', message_type: 0, business_id: 343 };

  expect(await call('POST', '/v1.0/log_message_from_user/', message)).toEqual([
    403,
    { error_message: 'user is not registered' },
  ]);

  await call('POST', '/v1.0/user/', { auth_id: 'ann', name: 'Ann' });

  expect(await call('PUT', '/v1.0/user/', { auth_id: 'ann', email: 'ann@example.com' })).toEqual([
    200,
    { auth_id: 'ann', name: 'Ann', email: 'ann@example.com' },
  ]);
  expect(await call('POST', '/v1.0/log_message_from_user/', message)).toEqual([
    200,
    { message_id: 1, message_body: 'Hello', created_at: '2026-01-01T00:00:00.000Z', message_type: 0 },
  ]);
  expect((await feedback({ auth_id: 'ann' }))[0]).toBe(201);
});

test('keeps every body and passes it to the listeners, also if it is refused', async () => {
  const { standin, feedback } = start({ duplicateStatus: 409 });
  const told: unknown[] = [];
  const stop = standin.onReceived((received) => told.push(received));
  await feedback();
  await feedback();
  stop();
  await feedback({ auth_id: 'nobody' });

  expect(standin.received).toMatchObject([{ status: 201, body: GOOD }, { status: 409 }, { status: 403 }]);
  expect(told).toHaveLength(2);

  standin.reset();

  expect(standin.received).toEqual([]);
  expect((await feedback())[0]).toBe(201);
});

test('simulates the fault that is set, and recovers', async () => {
  const { standin, feedback } = start({ slowMs: 1 });
  standin.setFault('500');

  expect((await feedback())[0]).toBe(500);

  standin.setFault('wrong-token');

  expect((await feedback())[0]).toBe(401);

  standin.setFault('unreachable');

  await expect(feedback()).rejects.toThrow(TypeError);

  standin.setFault('slow');

  expect((await feedback())[0]).toBe(201);

  standin.setFault('none');

  expect((await feedback())[0]).toBe(400);
});

test('ends a slow answer when the caller gives up', async () => {
  const { standin } = start({ slowMs: 600_000 });
  standin.setFault('slow');
  const request = new Request('https://haptik.example/v1.0/log_feedback_from_user/', {
    method: 'POST',
    body: JSON.stringify(GOOD),
    signal: AbortSignal.abort(new Error('gave up')),
  });

  await expect(standin.fetch(request)).rejects.toThrow('gave up');
  expect(standin.received).toEqual([]);
});
