import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A size in CSS pixels. */
export interface AvailableSize {
  width: number;
  height: number;
}

/**
 * Measures the available space for an element, now and after each resize.
 *
 * @param element its width is the available width
 * @param availableHeight returns the available height for the element, in CSS pixels
 */
export function useAvailableSize(
  element: RefObject<HTMLElement | null>,
  availableHeight: (element: HTMLElement) => number,
): AvailableSize | undefined {
  const [size, setSize] = useState<AvailableSize>();
  useEffect(() => {
    // The element is kept, because a resize can come after it has left the page, when the ref is empty.
    const measured = element.current!;
    const measure = () => setSize({ width: measured.clientWidth, height: availableHeight(measured) });
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      removeEventListener('resize', measure);
    };
  }, [element, availableHeight]);
  return size;
}
