import { useSignalEffect } from '@preact/signals';
import { Announcer } from './announce.js';
import type { Demo } from './demo.js';
import { design } from './design-state.js';
import { Header } from './Header.js';
import { StudioPage } from './StudioPage.js';
import { TryIt } from './TryIt.js';

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
