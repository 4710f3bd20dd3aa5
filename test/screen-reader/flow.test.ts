import { expect, it } from 'vitest';
import { alwaysSaid, readFlow, withoutUnsaid } from './flow.js';

const EXPECTED = [{ step: 'Return', said: ['? Sending…', 'Thank you.'] }];

it('accepts a transcript with and without an optional line', () => {
  expect(withoutUnsaid(EXPECTED, [{ step: 'Return', said: ['Sending…', 'Thank you.'] }])).toEqual([
    { step: 'Return', said: ['Sending…', 'Thank you.'] },
  ]);
  expect(withoutUnsaid(EXPECTED, [{ step: 'Return', said: ['Thank you.'] }])).toEqual([
    { step: 'Return', said: ['Thank you.'] },
  ]);
});

it('keeps required lines that were not said, also one of two equal lines', () => {
  expect(withoutUnsaid(EXPECTED, [{ step: 'Return', said: [] }])).toEqual([{ step: 'Return', said: ['Thank you.'] }]);
  expect(withoutUnsaid([{ step: 'Tab', said: ['Yes.', 'Yes.'] }], [{ step: 'Tab', said: ['Yes.'] }])).toEqual([
    { step: 'Tab', said: ['Yes.', 'Yes.'] },
  ]);
});

it('does not wait for an optional line', () => {
  expect(alwaysSaid(EXPECTED[0]!)).toEqual(['Thank you.']);
});

it('reads the page and the steps of a flow, and leaves its comments out', () => {
  expect(readFlow('comment-limit')).toEqual({
    page: 'inline',
    attributes: 'comment-max-length="10"',
    fragment: '',
    locale: 'en',
    steps: [...['Tab', 'Tab', 'Tab', 'type Friendly', 'type .', 'type !'], ...['shift', 'type !', 'BackSpace']],
  });
});
