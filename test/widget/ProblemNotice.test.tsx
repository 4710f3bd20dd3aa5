import { signal } from '@preact/signals';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { ProblemNotice } from '../../src/widget/ProblemNotice.js';
import { createTestModel, texts } from './world.js';

/** Renders the notice of a form that is offline, or has a problem, or neither. */
function renderNotice({ isOffline = false, problem }: { isOffline?: boolean; problem?: { kind: 'rejected' } }) {
  const model = {
    ...createTestModel().model,
    isOffline: signal(isOffline),
    problem: signal(problem),
  };
  render(<ProblemNotice form={{ model, ...texts, commentMaxLength: 1000, id: 'hf' }} />);
}

afterEach(cleanup);

it('shows nothing without a problem', () => {
  renderNotice({});

  expect(screen.queryByRole('alert')).toBeNull();
});

it('shows a problem', () => {
  renderNotice({ problem: { kind: 'rejected' } });

  expect([screen.getByRole('alert').className, screen.getByRole('alert').textContent]).toEqual([
    'hf-notice',
    texts.messages.rejected,
  ]);
});

it('shows as information, and before a problem, that the visitor is offline', () => {
  renderNotice({ isOffline: true, problem: { kind: 'rejected' } });

  expect([screen.getByRole('alert').className, screen.getByRole('alert').textContent]).toEqual([
    'hf-notice hf-info',
    texts.messages.offline,
  ]);
});
