import type { Page } from 'playwright';

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

/** Waits until the form's code has run, which says that the visitor sees the form. */
export function hydrated(page: Page): Promise<unknown> {
  return page.waitForFunction(() => window.isHydrated);
}

/** Reads the draft that the page stores. */
export function readDraft(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('hf:draft'));
    return JSON.parse((key && sessionStorage.getItem(key)) || 'null') as unknown;
  });
}

/** Gives the markup of what matches a selector, with the attributes of each element in alphabetical order. */
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

/** Takes a picture of what the visitor sees, without caret and movement. */
export async function takePicture(page: Page): Promise<string> {
  return (await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64');
}
