import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** The studio, fetched when it is first looked at. */
export function StudioPage() {
  const [Studio, setStudio] = useState<{ is: FunctionComponent }>();
  useEffect(() => {
    void import('./Studio.js').then((module) => setStudio({ is: module.Studio }));
  }, []);
  return Studio ? <Studio.is /> : <p class="hint">One moment…</p>;
}
