import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Loads the Studio when it is first opened. */
export function StudioPage() {
  const [Studio, setStudio] = useState<{ Component: FunctionComponent }>();
  useEffect(() => {
    void import('./Studio.js').then((module) => setStudio({ Component: module.Studio }));
  }, []);
  return Studio ? <Studio.Component /> : <p class="hint">Loading…</p>;
}
