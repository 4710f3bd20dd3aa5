import { describe, expect, it } from 'vitest';
import { minifyTwice } from '../../../build/plugins/minify-twice.js';
import { buildModules } from './build-modules.js';

describe('minifyTwice', () => {
  it('minifies the code of a bundle and keeps its exports', async () => {
    const code = await buildModules(minifyTwice(), {
      '/entry.ts':
        'function add(left: number, right: number) { return left + right; }\nexport const three = add(1, 2);\n',
    });

    expect(code.trim()).toBe('var r=3;export{r as three};');
  });
});
