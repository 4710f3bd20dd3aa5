import type { Key, Point } from './driver.js';

/** Key values of W3C WebDriver and WebDriver BiDi. */
const KEYS: Record<string, string> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

type Source = Record<string, unknown>;

/** Returns the action sequences of inputs, in the format that W3C WebDriver and WebDriver BiDi share. */
export const inputActions = {
  hover: (point: Point): Source[] => [pointer('mouse', [moveTo(point)])],
  click: (point: Point): Source[] => [pointer('mouse', [moveTo(point), ...PRESS])],
  tap: (point: Point): Source[] => [pointer('touch', [moveTo(point), ...PRESS])],
  press(key: Key): Source[] {
    const values = key.split('+').map((name) => KEYS[name] ?? name);
    return [
      keyboard([
        ...values.map((value) => ({ type: 'keyDown', value })),
        ...values.reverse().map((value) => ({ type: 'keyUp', value })),
      ]),
    ];
  },
  type: (text: string): Source[] => [
    keyboard(
      [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    ),
  ],
};

const PRESS = [
  { type: 'pointerDown', button: 0 },
  { type: 'pointerUp', button: 0 },
];

function moveTo({ x, y }: Point) {
  return { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) };
}

function pointer(pointerType: 'mouse' | 'touch', actions: object[]): Source {
  return { type: 'pointer', id: pointerType, parameters: { pointerType }, actions };
}

function keyboard(actions: object[]): Source {
  return { type: 'key', id: 'keyboard', actions };
}
