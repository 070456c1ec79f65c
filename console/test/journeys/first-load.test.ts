import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noteStages, roundTrips, signInUpToTheReturn, tabOf } from '../figures/cold';
import { openBrowser, WHOLE } from './browser';
import { CLERK, OPERATOR } from './screens/personas';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** How long the page may be silent within a round, in milliseconds. Only a busy machine takes the last ones. */
const SILENCES = [700, 1400, 2800, 5600];

test.each([
  ['/orders', CLERK] as const,
  ...(WHOLE ? ([['/operator/stock', OPERATOR]] as const) : []),
])(
  '%s is usable after two round trips, of which none waits for another without need',
  async (path, reader) => {
    const seen: string[][][] = [];
    for (const quiet of SILENCES) {
      const returned = await signInUpToTheReturn(browser, path, reader);
      const [context, page] = await tabOf(browser, returned);
      await noteStages(page);
      const rounds = await roundTrips(page, returned.url, quiet);
      await context.close();
      if (rounds.length <= 2) {
        return;
      }
      seen.push(rounds);
    }
    expect.fail(JSON.stringify(seen, null, 1));
  },
);
