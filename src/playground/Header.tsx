import type { Design } from './design/design.js';
import { design } from './design/design-state.js';
import { writeLink } from './design/link.js';

const PAGES: readonly { page: Design['page']; label: string }[] = [
  { page: 'try', label: 'Try it' },
  { page: 'studio', label: 'Studio' },
];

/** What this is, in one line, and where else to go. */
export function Header() {
  return (
    <header class="header">
      <div>
        <h1>Haptik feedback widget</h1>
        <p class="lead">A small form that asks your visitors how their chat went, and hands the answer to Haptik.</p>
      </div>
      <nav aria-label="Pages">
        {PAGES.map(({ page, label }) => (
          <a
            key={page}
            href={`#${writeLink({ ...design.value, page }) || page}`}
            aria-current={design.value.page === page ? 'page' : undefined}
          >
            {label}
          </a>
        ))}
      </nav>
    </header>
  );
}
