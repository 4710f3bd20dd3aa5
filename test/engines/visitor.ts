import { vi } from 'vitest';
import type { Driver, Key, Point } from './driver.js';

/** The ARIA roles that a visitor finds elements by. */
export type Role = 'alert' | 'button' | 'dialog' | 'group' | 'heading' | 'radio' | 'textbox' | 'thanks';

/** An element as it is on the screen. */
export interface Sight {
  /** The centre of the element. */
  point: Point;
  /** Whether a press there reaches the element. */
  isFree: boolean;
  text: string;
  value: string;
  isChecked: boolean;
  hasFocus: boolean;
  /** The texts that `aria-describedby` refers to. */
  description: string;
}

/** The longest wait for a condition, in milliseconds. */
const PATIENCE_MS = 30_000;
/** The longest wait for a page's answer, in milliseconds; then it is asked again. */
const ANSWER_MS = 5000;

/** Uses a page like a person: finds elements by role and name, and acts by mouse, keyboard and touch. */
export type Visitor = ReturnType<typeof createVisitor>;

/** Creates a visitor that uses pages through a driver. */
export function createVisitor(driver: Driver) {
  const find = (role: Role, name?: string) => withTimeout(driver.evaluate(sightsOf, role, name ?? null));

  async function see(role: Role, name?: string): Promise<Sight> {
    return waitFor(async () => {
      const sights = await find(role, name);
      if (sights.length !== 1) throw new Error(`expected one visible ${role} ${name ?? ''}, found ${sights.length}`);
      return sights[0]!;
    });
  }

  async function reach(role: Role, name: string): Promise<Point> {
    await driver.evaluate(bringIntoView, role, name);
    return waitFor(async () => {
      const { point, isFree } = await see(role, name);
      if (!isFree) throw new Error(`${role} ${name} is covered or moving`);
      return point;
    });
  }

  return {
    driver,
    open: (url: string) => driver.open(url),
    /** Waits until exactly one element with this role and name is visible. */
    see,
    /** Waits until no element with this role and name is visible. */
    misses: (role: Role, name?: string) =>
      waitFor(async () => {
        const { length } = await find(role, name);
        if (length) throw new Error(`expected no visible ${role} ${name ?? ''}, found ${length}`);
      }),
    /** Waits until an element with this role has this text. */
    reads: (role: Role, text: string) =>
      waitFor(async () => {
        const read = (await find(role)).map((sight) => sight.text);
        if (!read.includes(text))
          throw new Error(`expected ${role} with the text ${text}, found ${JSON.stringify(read)}`);
      }),
    /** Waits until an element has the focus. */
    isAt: (role: Role, name?: string) =>
      waitFor(async () => {
        const sights = await find(role, name);
        if (!sights.some(({ hasFocus }) => hasFocus)) {
          throw new Error(
            `expected the focus on ${role} ${name ?? ''}, it is on ${await driver.evaluate(describeFocus)}`,
          );
        }
      }),
    hover: async (role: Role, name: string) => driver.hover(await reach(role, name)),
    click: async (role: Role, name: string) => driver.click(await reach(role, name)),
    tap: async (role: Role, name: string) => driver.tap!(await reach(role, name)),
    async press(...keys: Key[]) {
      for (const key of keys) await driver.press(key);
    },
    type: (text: string) => driver.type(text),
    /** Returns the computed value of a property of the first match, in the widget or else on the page. */
    style: (selector: string, property: string) => driver.evaluate(styleOf, selector, property),
    waitFor,
  };
}

/** Rejects when the page does not answer in time: a page that is being left may never answer. */
async function withTimeout<Result>(answer: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the page does not answer')), ANSWER_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function waitFor<Result>(check: () => Promise<Result>): Promise<Result> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: 20 });
}

/** Fills in the form and sends it. */
export async function give(visitor: Visitor, comment = ''): Promise<void> {
  await visitor.click('radio', '4 stars');
  await visitor.click('radio', 'Yes');
  if (comment) {
    await visitor.click('textbox', 'Tell us more (optional)');
    await visitor.type(comment);
  }
  await visitor.click('button', 'Send feedback');
}

// The functions below run in the page, so they cannot call each other.

async function sightsOf(role: Role, name: string | null): Promise<Sight[]> {
  const OF_ROLE = {
    alert: '[role=alert]',
    button: 'button',
    dialog: '[role=dialog]',
    group: 'fieldset',
    heading: 'h1, h2',
    radio: 'input[type=radio]',
    textbox: 'textarea',
    thanks: '.hf-thanks',
  };
  const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  const textOf = (element: Element) => element.textContent!.replaceAll('\u00a0', ' ').trim();
  const nameOf = (element: Element) =>
    element.getAttribute('aria-label') ??
    textOf((element as HTMLInputElement).labels?.[0] ?? element.querySelector('legend') ?? element);
  const placeOf = (element: Element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2, width, height };
  };
  const found = roots
    .flatMap((root) => [...root.querySelectorAll<HTMLInputElement>(OF_ROLE[role])])
    .filter((element) => name === null || nameOf(element) === name)
    .filter((element) => element.checkVisibility() && (placeOf(element).width > 0 || role === 'alert'));
  const before = found.map(placeOf);
  await new Promise(requestAnimationFrame);
  return found.map((element, index) => {
    const point = placeOf(element);
    const root = element.getRootNode() as Document | ShadowRoot;
    const hit = root.elementFromPoint(point.x, point.y);
    const rests = point.x === before[index]!.x && point.y === before[index]!.y;
    return {
      point,
      isFree: rests && !!hit && (element.contains(hit) || hit.contains(element)),
      text: textOf(element),
      value: element.value,
      isChecked: element.checked,
      hasFocus: element.contains(root.activeElement) && document.hasFocus(),
      description: (element.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => (id && root.getElementById(id)?.textContent) || '')
        .join(' '),
    };
  });
}

function bringIntoView(role: Role, name: string) {
  const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  const element = roots
    .flatMap((root) => [...root.querySelectorAll<HTMLInputElement>('button, input, textarea')])
    .find(
      (control) =>
        (control.getAttribute('aria-label') ?? (control.labels?.[0] ?? control).textContent!.trim()) === name,
    );
  element?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  return `${role} ${name}`;
}

function describeFocus(): string {
  let { activeElement } = document;
  while (activeElement?.shadowRoot?.activeElement) activeElement = activeElement.shadowRoot.activeElement;
  return activeElement?.outerHTML.slice(0, 200) ?? 'nothing';
}

function styleOf(selector: string, property: string): string {
  const element = [...document.querySelectorAll('*')]
    .flatMap(({ shadowRoot }) => shadowRoot?.querySelector(selector) ?? [])
    .concat(document.querySelector(selector) ?? [])[0];
  if (!element) throw new Error(`no element matches ${selector}`);
  return getComputedStyle(element).getPropertyValue(property);
}
