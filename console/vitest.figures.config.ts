import { defineConfig } from 'vitest/config';

/** The measurements of `./keyshelf-bench console`, one after the other. */
export default defineConfig({
  test: {
    include: ['test/figures/*.test.ts'],
    environment: 'node',
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    fileParallelism: false,
    bail: 1,
  },
});
