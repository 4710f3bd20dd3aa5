/** Values whose colour depends on the page. */
const NOT_A_COLOR = /^(inherit|initial|unset|revert|revert-layer|currentcolor)$|var\(|light-dark\(/i;

/**
 * Reads a colour as `#rrggbb`: hexadecimal digits with or without `#`, or any opaque CSS colour such as `rebeccapurple`
 * and `oklch(50% 0.1 200)`. Returns `undefined` for any other text.
 */
export function parseColor(text: string): string | undefined {
  const color = text.trim();
  const digits = /^#?([\da-f]{6}|[\da-f]{3})$/i.exec(color)?.[1];
  if (digits) return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`.toLowerCase();
  if (NOT_A_COLOR.test(color) || !CSS.supports('color', color)) return undefined;
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data as unknown as [
    number,
    number,
    number,
    number,
  ];
  if (alpha !== 255) return undefined;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
