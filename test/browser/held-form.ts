import type { ElementHandle, Page } from 'playwright';
import { expect } from 'vitest';
import { holdRequests, type VisitOptions } from './test-browser.js';

declare global {
  interface Window {
    isHydrated?: boolean;
  }
}

/** The file with the code of the form, which tests hold back. */
export const FORM_FILE = /haptik-feedback\.form\.js/;

/** Prepares a page for `hydrated`. */
export function watchHydration(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    addEventListener('feedback-shown', () => {
      window.isHydrated = true;
    });
  });
}

/** Waits until the form's code has hydrated the form: it then fires `feedback-shown`. */
export function hydrated(page: Page): Promise<unknown> {
  return page.waitForFunction(() => window.isHydrated);
}

/** Controls the form's code while it is held back. */
export interface HeldForm {
  /** Lets the form's code arrive. */
  release(): void;
  /** Lets the form's code arrive, and waits until it has hydrated the first state. */
  hydrate(): Promise<void>;
}

/** Holds back the form's code on a page. */
export async function holdForm(page: Page): Promise<HeldForm> {
  const release = await holdRequests(page, FORM_FILE);
  await watchHydration(page);
  return {
    release,
    async hydrate() {
      release();
      await hydrated(page);
    },
  };
}

/** Finds the star of a rating from 1 to 5. */
export const star = (page: Page, rating: number) => page.getByRole('radio').nth(rating - 1);
/** Finds the field of the comment. */
export const comment = (page: Page) => page.getByRole('textbox');
/** Finds *Send feedback*. */
export const submitButton = (page: Page) => page.locator('[part=submit]');

/** Returns the element of the form that has the focus. */
export function activeElement(page: Page): Promise<ElementHandle<Element>> {
  return page.evaluateHandle(() => document.querySelector('haptik-feedback')!.shadowRoot!.activeElement!);
}

/** Answers every question, selects a word of the comment backwards, and returns the comment's field. */
export async function answerEarly(page: Page): Promise<ElementHandle<Element>> {
  await star(page, 4).check();
  await page.getByRole('radio', { name: 'No' }).check();
  await comment(page).fill('Too slow');
  await comment(page).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(4, 8, 'backward'));
  return activeElement(page);
}

/** Expects the result of `answerEarly`: the field has the focus and the selection, and the draft has the answers. */
export async function expectEarlyAnswers(page: Page, field: ElementHandle<Element>): Promise<void> {
  const selection = await field.evaluate((node) => {
    const { selectionStart, selectionEnd, selectionDirection, value } = node as HTMLTextAreaElement;
    const isActive = node === (node.getRootNode() as ShadowRoot).activeElement;
    return { isActive, selectionStart, selectionEnd, selectionDirection, value };
  });
  expect(selection).toEqual({
    isActive: true,
    selectionStart: 4,
    selectionEnd: 8,
    selectionDirection: 'backward',
    value: 'Too slow',
  });
  expect(await star(page, 4).isChecked()).toBe(true);
  expect(await page.locator('.hf-lit').count()).toBe(4);
  expect(await readDraft(page)).toEqual({ rating: 4, resolved: false, comment: 'Too slow' });
}

/** The appearances in which the first state must look like the form. */
export const LOOKS: readonly [
  name: string,
  locale: string,
  theme: string,
  media: Pick<VisitOptions, 'forcedColors'>,
][] = [
  ['in light', 'en', 'light', {}],
  ['in dark', 'en', 'dark', {}],
  ['in forced colours', 'en', 'light', { forcedColors: 'active' }],
  ['in Arabic', 'ar', 'light', {}],
  ['in Tamil', 'ta', 'dark', {}],
];

/** Fills in a comment and a rating, and moves the focus and the pointer away from the text. */
export async function prepareForPicture(page: Page): Promise<void> {
  await comment(page).fill('x');
  // This moves the focus: with forced colours, a focused text field would show a caret.
  await star(page, 4).check();
  // The styles of the first state have no rules for hovering.
  await page.mouse.move(0, 0);
}

/** Reads the draft that the page stores. */
export function readDraft(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('hf:draft'));
    return JSON.parse((key && sessionStorage.getItem(key)) || 'null') as unknown;
  });
}

/** Returns the markup of the matching element, with the attributes of each element in alphabetical order. */
export function readMarkup(page: Page, selector: string): Promise<string> {
  return page.locator(selector).evaluate((element) => {
    const describeNode = (node: Node): string => {
      if (!(node instanceof Element)) return JSON.stringify(node.textContent);
      const names = [...node.attributes].map(({ name, value }) => `${name}=${JSON.stringify(value)}`).sort();
      return `<${node.namespaceURI} ${node.localName} ${names.join(' ')}>\n${[...node.childNodes].map(describeNode).join('\n')}`;
    };
    return describeNode(element);
  });
}

/** Takes a picture of the viewport, without caret and animations. Returns it in base64. */
export async function takePicture(page: Page): Promise<string> {
  return (await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64');
}
