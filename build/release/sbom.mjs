/**
 * @typedef {{ 'bom-ref'?: string, group?: string, name: string, version?: string, components?: Component[] }} Component
 * @typedef {{ ref: string, dependsOn?: string[] }} Dependency
 * @typedef {{ metadata?: { component?: Component }, components?: Component[], dependencies?: Dependency[] }} Sbom
 */

/**
 * Reads the packages that a notices file names.
 *
 * @param {string} notices
 * @returns {string[]} `name@version` of each
 */
export function packagesInNotices(notices) {
  const headings = notices.matchAll(/^-{80}\n(\S+) (\d\S*) \(.+\)$/gm);
  return [...headings].map(([, name, version]) => `${name}@${version}`);
}

/**
 * Removes the packages that are not shipped from an SBOM. npm cannot tell them apart: most shipped packages are
 * development dependencies, because the relay is bundled.
 *
 * @param {Sbom} sbom - of all installed packages
 * @param {readonly string[]} shipped - `name@version` of each
 * @returns {Sbom}
 * @throws {Error} when the SBOM lacks a shipped package
 */
export function keepShipped(sbom, shipped) {
  const components = (sbom.components ?? []).filter((component) => shipped.includes(idOf(component)));
  const found = components.map(idOf);
  const missing = shipped.filter((id) => !found.includes(id));
  if (missing.length > 0) throw new Error(`The SBOM lacks ${missing.join(', ')}. Run npm ci and build again.`);
  const refs = new Set([sbom.metadata?.component, ...components].map((component) => component?.['bom-ref']));
  const dependencies = (sbom.dependencies ?? [])
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }));
  return { ...sbom, components, dependencies };
}

/** @param {Component} component */
function idOf({ group, name, version }) {
  return `${group ? `${group}/` : ''}${name}@${version}`;
}
