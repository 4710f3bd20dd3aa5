import { useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { CHOICES } from '../settings/settings.js';
import { settings } from '../settings/settings-store.js';
import { linkToDoc, renderMarkdown } from './render-markdown.js';
import './docs.css';

const FILES = import.meta.glob<string>('../../../docs/*.md', { query: '?raw', import: 'default' });

const titleOf = (name: string) =>
  name === 'api' ? 'API' : name[0]!.toUpperCase() + name.slice(1).replaceAll('-', ' ');

/** Shows the documents of `docs/`. */
export function DocsPage() {
  const shown = useSignal<{ name: string; html: string } | undefined>(undefined);
  useSignalEffect(() => {
    const current = settings.value;
    const { doc: name } = current;
    void FILES[`../../../docs/${name}.md`]!().then((markdown) => {
      if (settings.peek().doc === name) shown.value = { name, html: renderMarkdown(markdown, current) };
    });
  });

  useLayoutEffect(() => {
    addEventListener('hashchange', showHeading);
    return () => removeEventListener('hashchange', showHeading);
  }, []);
  const { doc } = settings.value;
  const current = shown.value;
  useLayoutEffect(() => {
    if (!current) return;
    scrollTo(0, 0);
    showHeading();
  }, [current]);

  return (
    <div class="docs">
      <nav class="docs-list" aria-label="Documents">
        {CHOICES.doc.map((name) => (
          <a key={name} href={linkToDoc(settings.value, name)} aria-current={name === doc ? 'page' : undefined}>
            {titleOf(name)}
          </a>
        ))}
      </nav>
      {/* The documents are the project's own. */}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: text of this repository, converted when the page is shown */}
      <article class="card doc" dangerouslySetInnerHTML={{ __html: current?.html ?? '<p>Loading…</p>' }} />
    </div>
  );
}

/** Scrolls to the heading that the link names, if it names one, and moves the focus there. */
function showHeading() {
  const at = new URLSearchParams(location.hash.split('?')[1]).get('at');
  const heading = at && document.getElementById(at);
  if (!heading) return;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: 'start' });
}
