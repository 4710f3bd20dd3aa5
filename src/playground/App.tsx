import { useSignalEffect } from '@preact/signals';
import { Announcer } from './components/announce.js';
import { Header } from './Header.js';
import { settings } from './settings/settings-store.js';
import { StudioPage } from './studio/StudioPage.js';
import type { DemoClient } from './try-it/demo-client.js';
import { TryIt } from './try-it/TryIt.js';

/** Shows the page that the settings name. */
export function App({ demo }: { demo: DemoClient }) {
  useSignalEffect(() => {
    document.title = `${settings.value.page === 'studio' ? 'Studio' : 'Try it'} · Haptik feedback widget`;
  });
  const isStudio = settings.value.page === 'studio';
  return (
    <>
      <Header />
      <main>
        {/* Hidden, not removed, so that the form keeps its answers and the logs keep their entries. */}
        <div hidden={isStudio}>
          <TryIt demo={demo} />
        </div>
        {isStudio && <StudioPage />}
      </main>
      <Announcer />
    </>
  );
}
