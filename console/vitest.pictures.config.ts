import { defineConfig } from 'vitest/config';
import { inOrder } from './test/in-order';

/** The pictures of the screens, one after the other. The operator's journeys take their own on the way. */
export default defineConfig({
  test: {
    include: ['test/pictures/*.test.ts', 'test/journeys/operator*.test.ts'],
    environment: 'node',
    // The operator's journeys change what the other pictures show.
    sequence: { sequencer: inOrder('pictures') },
    testTimeout: 300_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    fileParallelism: false,
  },
});
