import { defineConfig } from 'vitest/config';
import { inOrder } from './test/in-order';

/** Each screen and dialog as people see it who see it otherwise, on a server with the story only. */
export default defineConfig({
  test: {
    include: ['test/journeys/{accessibility,desk-by-keyboard,keyboard,looks}.test.ts'],
    environment: 'node',
    reporters: ['verbose'],
    // The keyboard's journeys change what the snapshots are made of.
    sequence: { sequencer: inOrder('accessibility', 'keyboard', 'desk-by-keyboard', 'looks') },
    // For a machine that does much else meanwhile.
    testTimeout: 300_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    fileParallelism: false,
    // They share the libraries that they load, and the ids of the story.
    isolate: false,
  },
});
