import { expect, it } from 'vitest';

it('imports the element class on a server, where there is no HTMLElement', async () => {
  expect(globalThis.HTMLElement).toBeUndefined();

  const { HaptikFeedbackElement } = await import('../../../src/embed/element/haptik-feedback-element.js');

  expect(HaptikFeedbackElement.observedAttributes).toContain('relay-url');
  expect(HaptikFeedbackElement.prototype).toHaveProperty('open');
});
