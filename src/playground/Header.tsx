import { PageSchemeButton } from './components/PageSchemeButton.js';
import { writeLink } from './settings/link.js';
import type { Settings } from './settings/settings.js';
import { settings, updateSettings } from './settings/settings-store.js';
import { showCode } from './studio/show-code.js';

const PAGES: readonly { page: Settings['page']; label: string }[] = [
  { page: 'try', label: 'Try it' },
  { page: 'studio', label: 'Style & code' },
  { page: 'examples', label: 'Examples' },
  { page: 'docs', label: 'Docs' },
];

/** Shows the title of the playground, the links to its pages and the way to the code. */
export function Header() {
  const openCode = () => {
    updateSettings({ page: 'studio' });
    showCode();
  };
  return (
    <header class="header">
      <div>
        <h1>Haptik feedback widget</h1>
        <p class="intro">A small form that asks your visitors how their chat went and sends the answer to Haptik.</p>
      </div>
      <div class="header-side">
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
        <PageSchemeButton />
        <button type="button" class="button button-main" onClick={openCode}>
          Get the code
        </button>
      </div>
    </header>
  );
}
