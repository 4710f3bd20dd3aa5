import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export interface Room {
  width: number;
  height: number;
}

/** How much room there is: a box's width, and the window's height but for what is left to others. */
export function useRoom(box: RefObject<HTMLElement | null>, restHeight: number): Room | undefined {
  const [room, setRoom] = useState<Room>();
  useEffect(() => {
    // The last measurement may come after the ref has been cleared.
    const element = box.current!;
    const measure = () => setRoom({ width: element.clientWidth, height: innerHeight - restHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      removeEventListener('resize', measure);
    };
  }, [box, restHeight]);
  return room;
}
