import { describe, expect, it } from 'vitest';
import { leanPreact } from '../../../build/plugins/lean-preact.js';
import { buildModules } from './build-modules.js';

const SIGNAL = "import { signal } from '@preact/signals';\nexport const rating = signal(0);\n";
const ELEMENT = 'export const view = <b key="k" title="t">text<i /></b>;\n';

describe('leanPreact', () => {
  it('bundles signals without the integration for components', async () => {
    const code = await buildModules(leanPreact(), { '/form.tsx': SIGNAL + ELEMENT });

    expect(code).toContain('signals-core');
    expect(code).not.toContain('node_modules/@preact/signals/');
  });

  it('bundles JSX without a second way to create elements', async () => {
    const code = await buildModules(leanPreact(), { '/form.tsx': SIGNAL + ELEMENT });

    expect(code).not.toContain('preact/jsx-runtime/');
    const { view } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    expect(view).toMatchObject({ type: 'b', key: 'k', props: { title: 't', children: ['text', { type: 'i' }] } });
  });

  it('bundles Preact without what the form does not use', async () => {
    const code = await buildModules(leanPreact(), { '/form.tsx': SIGNAL + ELEMENT });

    expect(code).toContain('createElementNS');
    expect(code).not.toContain('innerHTML');
  });

  it.each([
    ['@preact/signals', ELEMENT],
    ['preact/jsx-runtime', SIGNAL],
  ])('fails the build when nothing imports %s', async (name, code) => {
    const building = buildModules(leanPreact(), { '/form.tsx': code });

    await expect(building).rejects.toThrow(`lean-preact did not find ${name}`);
  });
});
