import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FeedbackForm } from '../../src/widget/FeedbackForm.js';
import '../../src/widget/style.css';
import { createTestModel, texts } from './world.js';

afterEach(cleanup);

/** Renders a form in a container of a width, in CSS pixels, with a style for `.hf`. */
async function renderForm(width: number, style = '') {
  const world = createTestModel();
  await page.viewport(Math.max(width, 320), 900);
  render(
    <div style={`width:${width}px`}>
      <div class="hf" style={style}>
        <FeedbackForm form={{ model: world.model, ...texts, commentMaxLength: 1000, id: 'hf' }} />
      </div>
    </div>,
  );
  return world;
}

const boxes = (selector: string) =>
  [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect());
const distinct = (values: number[]) => new Set(values.map(Math.round)).size;

describe('the stars', () => {
  it.each([
    ['a container of 200 pixels', 200, '', 24, 40],
    ['a container of 200 pixels with large stars', 200, '--hf-star-size: 5em', 24, 80],
    ['a page of 320 pixels', 320, '', 36, 40],
    ['a page of 320 pixels with large stars', 320, '--hf-star-size: 6em', 36, 96],
    ['a page of 1280 pixels', 1280, '', 36, 40],
  ])('are in five equal columns over the full width of %s', async (_place, width, style, least, most) => {
    await renderForm(width, style);

    const columns = boxes('.hf-star');
    const drawn = boxes('.hf-star svg');
    const [row] = boxes('.hf-rating .hf-choices');
    expect([distinct(columns.map(({ top }) => top)), distinct(columns.map((column) => column.width))]).toEqual([1, 1]);
    expect(Math.abs(columns.reduce((sum, column) => sum + column.width, 0) - row!.width)).toBeLessThan(1);
    for (const star of drawn) {
      expect(star.width).toBeGreaterThanOrEqual(least);
      expect(star.width).toBeLessThanOrEqual(most);
      expect(star.height).toBeCloseTo(star.width);
    }
  });
});

describe('the button', () => {
  const button = () => document.querySelector<HTMLElement>('.hf-submit')!;
  const background = () => getComputedStyle(button()).backgroundColor;

  async function send() {
    const world = await renderForm(400);
    await userEvent.click(screen.getByRole('radio', { name: '4 stars' }));
    await userEvent.click(screen.getByRole('radio', { name: 'Yes' }));
    const before = background();
    await userEvent.click(button());
    return { world, before };
  }

  it('looks inactive and shows a spinner while the feedback is sent', async () => {
    const { before } = await send();

    expect(contrast(before, background())).toBeGreaterThan(3);
    expect(contrast(getComputedStyle(button()).color, background())).toBeGreaterThan(4.5);
    expect(getComputedStyle(button(), '::before').content).not.toBe('none');
  });

  it('looks inactive during a pause', async () => {
    const { world, before } = await send();
    await world.answer({ kind: 'rate-limited', retryAfter: 45 });
    await vi.waitFor(() => expect(button().textContent).toBe('Try again in 45 seconds'));

    expect(contrast(before, background())).toBeGreaterThan(3);
    expect(contrast(getComputedStyle(button()).color, background())).toBeGreaterThan(4.5);
  });
});

/** Calculates the contrast of two colours. WCAG 2.2, section 5. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
