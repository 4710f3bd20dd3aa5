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

it('differs for each of 5,000 users', () => {
  const users = Array.from({ length: 5000 }, (_, number) => scopeOf('/feedback', `user-${number}`));

  expect(new Set(users).size).toBe(users.length);
});

it('is the same in every release, so that what is stored is found again', () => {
  expect(scopeOf('/feedback', 'demo-user')).toBe('811k8q1njt1t5');
  expect(scopeOf('https://relay.example/feedback', 'ü')).toBe('1qv6vtmzzgz66');
});
