import { useSignalEffect } from '@preact/signals';
import { design } from './design/design-state.js';
import { Header } from './Header.js';
import { Announcer } from './parts/announce.js';
import { StudioPage } from './studio/StudioPage.js';
import type { Demo } from './try-it/demo.js';
import { TryIt } from './try-it/TryIt.js';

/** The whole page. */
export function App({ demo }: { demo: Demo }) {
  useSignalEffect(() => {
    document.title = `${design.value.page === 'studio' ? 'Studio' : 'Try it'} · Haptik feedback widget`;
  });
  const isStudio = design.value.page === 'studio';
  return (
    <>
      <Header />
      <main>
        {/* It stays while the studio is looked at, with all that was typed and received. */}
        <div hidden={isStudio}>
          <TryIt demo={demo} />
        </div>
        {isStudio && <StudioPage />}
      </main>
      <Announcer />
    </>
  );
}
