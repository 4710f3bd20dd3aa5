/** A place in the viewport, in CSS pixels. */
export interface Point {
  x: number;
  y: number;
}

/** A key by its `KeyboardEvent.key`, with the modifier that is held before it. */
export type Key =
  | 'Tab'
  | 'Shift+Tab'
  | 'Enter'
  | 'Control+Enter'
  | 'Escape'
  | ' '
  | 'ArrowLeft'
  | 'ArrowRight'
  | 'ArrowUp'
  | 'ArrowDown';

/** One tab of a browser, driven by the engine's automation protocol with real input events. */
export interface Driver {
  /** Name and version of the browser. */
  readonly browser: string;
  /** Navigates to a page; resolves when it has loaded. */
  open(url: string): Promise<void>;
  /** Presses the browser's Back button. */
  back(): Promise<void>;
  /** Calls a function in the page and awaits it; arguments and result are sent as JSON. */
  evaluate<Args extends readonly unknown[], Result>(
    action: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /** Moves the mouse. */
  hover(point: Point): Promise<void>;
  /** Moves the mouse, presses and releases its main button. */
  click(point: Point): Promise<void>;
  /** Touches with one finger; `undefined` when the engine offers no touch input. */
  tap?(point: Point): Promise<void>;
  press(key: Key): Promise<void>;
  /** Types printable characters, one key press each. */
  type(text: string): Promise<void>;
  /** Sets the browser offline or online (`navigator.onLine`); `undefined` when the engine cannot. */
  setOffline?(isOffline: boolean): Promise<void>;
  /** Takes a picture of the viewport, as PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** The size of the viewport in CSS pixels; WebKitGTK's is a little smaller. */
export const VIEWPORT = { width: 1000, height: 700 };
