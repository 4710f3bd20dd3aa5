/** A place in the viewport, in CSS pixels. */
export interface Point {
  x: number;
  y: number;
}

/** A key by its `KeyboardEvent.key`, with a modifier before it where one is held. */
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

/** One tab of a browser, driven over the engine's automation protocol with the input that a person has. */
export interface Driver {
  /** Name and version of the browser. */
  readonly browser: string;
  /** Goes to a page, as the address bar would; resolves when it has loaded. */
  open(url: string): Promise<void>;
  /** Presses the browser's Back button. */
  back(): Promise<void>;
  /** Calls a function in the page and awaits it; arguments and result pass as JSON. */
  evaluate<Args extends readonly unknown[], Result>(
    action: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /** Moves the mouse. */
  hover(point: Point): Promise<void>;
  /** Moves the mouse, presses and releases its main button. */
  click(point: Point): Promise<void>;
  /** Touches with one finger; absent where the engine offers no touch. */
  tap?(point: Point): Promise<void>;
  press(key: Key): Promise<void>;
  /** Types printable characters, each with a key of its own. */
  type(text: string): Promise<void>;
  /** Cuts and restores the connection as the browser knows it (`navigator.onLine`); absent where the engine cannot. */
  setOffline?(isOffline: boolean): Promise<void>;
  /** The viewport as a PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** What every driver sets the viewport to, or comes close to, in CSS pixels. */
export const VIEWPORT = { width: 1000, height: 700 };
