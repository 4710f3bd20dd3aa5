import { describe, expect, it } from 'vitest';
import { dateChangelog, unreleasedEntries } from '../../build/release/changelog.mjs';

const CHANGELOG =
  '# Changelog\n\n## Unreleased\n\n- A new option.\n- A fix.\n\n## 1.0.0 — 2026-01-02\n\n- The first.\n';

describe('unreleasedEntries', () => {
  it('gives the entries under the heading "Unreleased"', () => {
    expect(unreleasedEntries(CHANGELOG)).toBe('- A new option.\n- A fix.');
  });

  it('understands a heading that names the coming version', () => {
    expect(unreleasedEntries('## Unreleased: 0.1.0\n\n### Added\n\n- The first.\n')).toBe('### Added\n\n- The first.');
  });

  it('gives nothing when the newest section has a date', () => {
    expect(unreleasedEntries('## 1.0.0 — 2026-01-02\n\n- The first.\n')).toBe('');
  });
});

describe('dateChangelog', () => {
  it('replaces the heading by version and date, and nothing else', () => {
    expect(dateChangelog(CHANGELOG, '1.1.0', '2026-02-03')).toBe(
      CHANGELOG.replace('## Unreleased', '## 1.1.0 — 2026-02-03'),
    );
  });

  it.each([
    '# Changelog\n',
    '## Unreleased\n\n### Added\n',
    '## Unreleased\n\n## 1.0.0 — 2026-01-02\n\n- The first.\n',
  ])('refuses to release without entries: %j', (changelog) => {
    expect(() => dateChangelog(changelog, '1.1.0', '2026-02-03')).toThrow('has no entries under "## Unreleased"');
  });
});
