/** The heading of what the next release will contain. */
const UNRELEASED = /^## \[?Unreleased\b.*$/m;

/**
 * Gives the entries of the next release.
 *
 * @param {string} changelog - the text of CHANGELOG.md
 * @returns {string} the section under the heading "Unreleased"; empty when there is none
 */
export function unreleasedEntries(changelog) {
  const heading = UNRELEASED.exec(changelog);
  if (!heading) return '';
  const rest = changelog.slice(heading.index + heading[0].length);
  const end = rest.search(/^## /m);
  return (end < 0 ? rest : rest.slice(0, end)).trim();
}

/**
 * Turns the heading "Unreleased" into a version and a date.
 *
 * @param {string} changelog - the text of CHANGELOG.md
 * @param {string} version
 * @param {string} date - as YYYY-MM-DD
 * @throws {Error} when there is nothing to release
 */
export function dateChangelog(changelog, version, date) {
  if (!/^- /m.test(unreleasedEntries(changelog))) {
    throw new Error('CHANGELOG.md has no entries under "## Unreleased". Add what changed for users, as a list.');
  }
  return changelog.replace(UNRELEASED, `## ${version} — ${date}`);
}
