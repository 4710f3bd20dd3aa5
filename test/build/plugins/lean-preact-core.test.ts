import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { leanPreactCore } from '../../../build/plugins/lean-preact-core.js';

const FOLDER = join(createRequire(import.meta.url).resolve('preact/package.json'), '..');
const CODE = readFileSync(join(FOLDER, 'dist/preact.mjs'), 'utf8');
const { version } = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as { version: string };

it('removes what the form does not use', () => {
  const lean = leanPreactCore(CODE, version);

  expect(lean).not.toMatch(/getDerivedState|componentWillMount|componentDidCatch|innerHTML|debounce|MathML"==/);
});

it('keeps what the form uses', () => {
  const lean = leanPreactCore(CODE, version);

  for (const name of ['shouldComponentUpdate', 'componentDidMount', 'componentDidUpdate', 'componentWillUnmount']) {
    expect(lean).toContain(name);
  }
});

it('fails when a part is no longer there', () => {
  expect(() => leanPreactCore(CODE.replace('debounceRendering', 'debounce'), version)).toThrow(
    'adapt it in lean-preact-core.ts',
  );
});

it('fails with another version of Preact', () => {
  expect(() => leanPreactCore(CODE, '11.3.0')).toThrow('Preact 11.3.0 is installed: adapt UNUSED');
});
