import { describe, expect, it } from 'vitest';
import { formatNotices } from '../../build/notices.js';
import { keepShipped, packagesInNotices } from '../../build/release/sbom.mjs';

describe('packagesInNotices', () => {
  it('reads the packages that a notices file names', () => {
    const notices = formatNotices([
      { name: '@preact/signals', version: '2.0.0', identifier: 'MIT', text: 'Some words (1.0) …' },
      { name: 'ky', version: '1.14.3', identifier: 'ISC', text: 'More words' },
    ]);

    expect(packagesInNotices(notices)).toEqual(['@preact/signals@2.0.0', 'ky@1.14.3']);
  });
});

describe('keepShipped', () => {
  const sbom = {
    metadata: { component: { 'bom-ref': 'root', name: 'haptik-feedback-widget', version: '1.0.0' } },
    components: [
      { 'bom-ref': 'a', group: '@preact', name: 'signals', version: '2.0.0' },
      { 'bom-ref': 'b', name: 'vite', version: '8.0.0' },
    ],
    dependencies: [
      { ref: 'root', dependsOn: ['a', 'b'] },
      { ref: 'a', dependsOn: [] },
      { ref: 'b', dependsOn: ['a'] },
    ],
  };

  it('leaves out what is not shipped, as component and as dependency', () => {
    const kept = keepShipped(sbom, ['@preact/signals@2.0.0']);

    expect(kept.components).toEqual([sbom.components[0]]);
    expect(kept.dependencies).toEqual([
      { ref: 'root', dependsOn: ['a'] },
      { ref: 'a', dependsOn: [] },
    ]);
  });

  it('fails when a shipped package is missing', () => {
    expect(() => keepShipped(sbom, ['ky@1.14.3'])).toThrow('The SBOM lacks ky@1.14.3');
  });
});
