import { expect, it } from 'vitest';
import { scopeOf } from '../../src/memory/scope.js';

it('differs for each relay and user, and reveals neither', () => {
  const scopes = [
    scopeOf('https://a.example/feedback', '+919876543210'),
    scopeOf('https://a.example/feedback', '+919876543211'),
    scopeOf('https://b.example/feedback', '+919876543210'),
    scopeOf('https://a.example/feedback', ''),
  ];
  expect(new Set(scopes).size).toBe(scopes.length);
  for (const scope of scopes) expect(scope).toMatch(/^[a-z0-9]{8,14}$/);
  expect(scopes[0]).not.toContain('98765');
});

it('differs for each of 100,000 users', () => {
  const users = Array.from({ length: 100_000 }, (_, number) => scopeOf('/feedback', `user-${number}`));
  expect(new Set(users).size).toBe(users.length);
});

it('is the same at every visit', () => {
  expect(scopeOf('/feedback', 'demo-user')).toBe(scopeOf('/feedback', 'demo-user'));
});
