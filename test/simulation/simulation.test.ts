import { expect, it } from 'vitest';
import { simulate } from './run.js';

const SEEDS = 2000;

it(`records feedback once or tells the visitor, in ${SEEDS} worlds`, { timeout: 600_000 }, async () => {
  const broken: string[] = [];

  for (let seed = 1; seed <= SEEDS; seed++) {
    const { violations } = await simulate(seed);
    if (violations.length > 0) {
      broken.push(`seed ${seed}: ${violations.join('; ')}. Replay it with: npm run simulate -- --seed ${seed}`);
    }
  }

  expect(broken).toEqual([]);
});
