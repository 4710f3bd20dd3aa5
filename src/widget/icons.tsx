/** Creates a component that draws an icon. It is 24 units wide, and the stylesheet colours it. */
export function createIcon(path: string) {
  return () => (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

/** A star with rounded points. */
export const Star = createIcon(
  'M12 2.8l2.85 5.78 6.38.93-4.62 4.5 1.09 6.35L12 17.36l-5.7 3 1.09-6.35-4.62-4.5 6.38-.93z',
);

/** A check mark; the stylesheet draws it as a line of 20 units. */
export const Check = createIcon('M5 12.5l4.5 4.5L19 7.5');

/** An exclamation mark in a circle; turned around, it is the sign of information. */
export const Alert = createIcon('M12 7v6M12 16.5v.1M12 2.75a9.25 9.25 0 1 0 .1 0');
