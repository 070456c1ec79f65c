import { defineConfig } from 'vitest/config';
import { inOrder } from './test/in-order';

/** The journeys in a real browser, one after the other. */
export default defineConfig({
  test: {
    include: ['test/journeys/*.test.ts'],
    exclude: ['test/journeys/{accessibility,desk-by-keyboard,keyboard,looks}.test.ts'],
    environment: 'node',
    sequence: { sequencer: inOrder() },
    // For a machine that does much else meanwhile.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    fileParallelism: false,
    // They share the libraries that they load.
    isolate: false,
    bail: 1,
  },
});
