import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';

// `npm run api`: writes docs/api.md from the code.

/** @type {{module: typeof import('./api/describe-api.ts')}} */
const { module } = await runnerImport('/build/api/describe-api.ts', { configFile: false, logLevel: 'error' });
writeFileSync(join(import.meta.dirname, '../docs/api.md'), module.describeApi());
