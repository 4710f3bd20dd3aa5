import { writeLink } from './settings/link.js';
import type { Settings } from './settings/settings.js';
import { settings } from './settings/settings-store.js';

const PAGES: readonly { page: Settings['page']; label: string }[] = [
  { page: 'try', label: 'Try it' },
  { page: 'studio', label: 'Studio' },
];

/** Shows the title of the playground and the links to its pages. */
export function Header() {
  return (
    <header class="header">
      <div>
        <h1>Haptik feedback widget</h1>
        <p class="intro">A small form that asks your visitors how their chat went and sends the answer to Haptik.</p>
      </div>
      <nav aria-label="Pages">
        {PAGES.map(({ page, label }) => (
          <a
            key={page}
            href={`#${writeLink({ ...settings.value, page }) || page}`}
            aria-current={settings.value.page === page ? 'page' : undefined}
          >
            {label}
          </a>
        ))}
      </nav>
    </header>
  );
}
