import { vi } from 'vitest';
import type { Driver, Key, Point } from './driver.js';

export type Role = 'alert' | 'button' | 'dialog' | 'group' | 'heading' | 'radio' | 'status' | 'textbox';

/** A control as it is on the screen. */
export interface Sight {
  /** Its centre. */
  point: Point;
  /** Whether a press there would reach it. */
  isFree: boolean;
  text: string;
  value: string;
  isChecked: boolean;
  hasFocus: boolean;
  /** What is said of it with the focus: the texts that `aria-describedby` names. */
  description: string;
}

/** How long the visitor waits for anything, in milliseconds. */
const PATIENCE_MS = 30_000;
/** How long a page may take to say what is in sight, in milliseconds. */
const ANSWER_MS = 5000;

/** Who uses a page: sees what is in sight, by role and name, and has a mouse, a keyboard and a finger. */
export type Visitor = ReturnType<typeof createVisitor>;

export function createVisitor(driver: Driver) {
  const look = (role: Role, name?: string) => inTime(driver.evaluate(sightsOf, role, name ?? null));

  async function see(role: Role, name?: string): Promise<Sight> {
    return waitFor(async () => {
      const sights = await look(role, name);
      if (sights.length !== 1) throw new Error(`in sight: ${sights.length} × ${role} ${name ?? ''}`);
      return sights[0]!;
    });
  }

  async function reach(role: Role, name: string): Promise<Point> {
    await driver.evaluate(bringIntoView, role, name);
    return waitFor(async () => {
      const { point, isFree } = await see(role, name);
      if (!isFree) throw new Error(`covered: ${role} ${name}`);
      return point;
    });
  }

  return {
    driver,
    open: (url: string) => driver.open(url),
    /** Waits for a control, the only one of its role and name in sight. */
    see,
    /** Waits until there is none in sight. */
    misses: (role: Role, name?: string) =>
      waitFor(async () => {
        const { length } = await look(role, name);
        if (length) throw new Error(`still in sight: ${length} × ${role} ${name ?? ''}`);
      }),
    /** Waits until a control reads so. */
    reads: (role: Role, text: string) =>
      waitFor(async () => {
        const read = (await look(role)).map((sight) => sight.text);
        if (!read.includes(text)) throw new Error(`read: ${JSON.stringify(read)}, not ${text}`);
      }),
    /** Waits until a control has the focus. */
    isAt: (role: Role, name?: string) =>
      waitFor(async () => {
        const sights = await look(role, name);
        if (!sights.some(({ hasFocus }) => hasFocus)) {
          throw new Error(`not at ${role} ${name ?? ''} but at ${await driver.evaluate(nameFocus)}`);
        }
      }),
    hover: async (role: Role, name: string) => driver.hover(await reach(role, name)),
    click: async (role: Role, name: string) => driver.click(await reach(role, name)),
    tap: async (role: Role, name: string) => driver.tap!(await reach(role, name)),
    async press(...keys: Key[]) {
      for (const key of keys) await driver.press(key);
    },
    type: (text: string) => driver.type(text),
    /** The computed value of a property of what matches the selector, in the widget or else on the page. */
    style: (selector: string, property: string) => driver.evaluate(styleOf, selector, property),
    waitFor,
  };
}

/** A page that is being left may never answer: it is asked anew. */
async function inTime<Result>(answer: Promise<Result>): Promise<Result> {
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

function waitFor<Result>(look: () => Promise<Result>): Promise<Result> {
  return vi.waitFor(look, { timeout: PATIENCE_MS, interval: 20 });
}

/** Fills the form in and sends it. */
export async function give(visitor: Visitor, comment = ''): Promise<void> {
  await visitor.click('radio', '4 stars');
  await visitor.click('radio', 'Yes');
  if (comment) {
    await visitor.click('textbox', 'Tell us more (optional)');
    await visitor.type(comment);
  }
  await visitor.click('button', 'Send feedback');
}

// What follows runs in the page, each function for itself.

async function sightsOf(role: Role, name: string | null): Promise<Sight[]> {
  const OF_ROLE = {
    alert: '[role=alert]',
    button: 'button',
    dialog: '[role=dialog]',
    group: 'fieldset',
    heading: 'h1, h2',
    radio: 'input[type=radio]',
    status: '[role=status]',
    textbox: 'textarea',
  };
  const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  const textOf = (element: Element) => element.textContent!.trim();
  const nameOf = (element: Element) =>
    element.ariaLabel ??
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
      hasFocus: root.activeElement === element && document.hasFocus(),
      description: (element.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => (id && root.getElementById(id)?.textContent) || '')
        .join(' '),
    };
  });
}

function bringIntoView(role: Role, name: string) {
  const element = [...document.querySelectorAll('*')]
    .flatMap(({ shadowRoot }) => shadowRoot ?? [])
    .flatMap((root) => [...root.querySelectorAll<HTMLInputElement>('button, input, textarea')])
    .find((control) => (control.ariaLabel ?? (control.labels?.[0] ?? control).textContent!.trim()) === name);
  element?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  return `${role} ${name}`;
}

function nameFocus(): string {
  let { activeElement } = document;
  while (activeElement?.shadowRoot?.activeElement) activeElement = activeElement.shadowRoot.activeElement;
  return activeElement?.outerHTML.slice(0, 200) ?? 'nothing';
}

function styleOf(selector: string, property: string): string {
  const element = [...document.querySelectorAll('*')]
    .flatMap(({ shadowRoot }) => shadowRoot?.querySelector(selector) ?? [])
    .concat(document.querySelector(selector) ?? [])[0];
  if (!element) throw new Error(`nothing matches ${selector}`);
  return getComputedStyle(element).getPropertyValue(property);
}
