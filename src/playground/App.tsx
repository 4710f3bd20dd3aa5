import { useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { Announcer } from './components/announce.js';
import { LazyPage } from './components/LazyPage.js';
import { Header } from './Header.js';
import type { Settings } from './settings/settings.js';
import { settings } from './settings/settings-store.js';
import type { DemoClient } from './try-it/demo-client.js';
import { TryIt } from './try-it/TryIt.js';

const TITLES: Record<Settings['page'], string> = {
  try: 'Try it',
  studio: 'Style & code',
  examples: 'Examples',
  docs: 'Docs',
};

const loadExamples = () => import('./examples/ExamplesPage.js').then(({ ExamplesPage }) => ExamplesPage);
const loadDocs = () => import('./docs/DocsPage.js').then(({ DocsPage }) => DocsPage);

/** Shows the page that the settings name. */
export function App({ demo }: { demo: DemoClient }) {
  const { page } = settings.value;
  const loadStudio = useMemo(
    () => () =>
      // The first user has a conversation to rate.
      import('./studio/Studio.js').then(({ Studio }) => () => <Studio demoVisitor={demo.users.value[0]} />),
    [demo],
  );
  useSignalEffect(() => {
    document.title = `${TITLES[settings.value.page]} · Haptik feedback widget`;
  });
  return (
    <>
      <Header />
      <main>
        {/* This page is hidden, not removed, so that the form keeps its answers and the logs keep their entries. */}
        <div hidden={page !== 'try'}>
          <TryIt demo={demo} />
        </div>
        {page === 'studio' && <LazyPage load={loadStudio} />}
        {page === 'examples' && <LazyPage load={loadExamples} />}
        {page === 'docs' && <LazyPage load={loadDocs} />}
      </main>
      <Announcer />
    </>
  );
}
