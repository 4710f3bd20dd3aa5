import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Shows a page whose code is loaded when it is first opened. */
export function LazyPage({ load }: { load: () => Promise<FunctionComponent> }) {
  const [page, setPage] = useState<{ Component: FunctionComponent }>();
  useEffect(() => {
    void load().then((Component) => setPage({ Component }));
  }, [load]);
  return page ? <page.Component /> : <p class="hint">Loading…</p>;
}
