import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noteStages, roundTrips, signInUpToTheReturn, type Trips, tabOf } from '../figures/cold';
import { openBrowser, WHOLE } from './browser';
import { CLERK, OPERATOR } from './screens/personas';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** How long the page may be silent within a round, in milliseconds. Only a busy machine takes the last ones. */
const SILENCES = [700, 1400, 2800, 5600];

/** How long one load may take, in milliseconds. */
const LONGEST = 35_000;

test.each([
  ['/orders', CLERK] as const,
  ...(WHOLE ? ([['/operator/stock', OPERATOR]] as const) : []),
])(
  '%s is usable after two round trips, of which none waits for another without need',
  async (path, reader) => {
    const seen: unknown[] = [];
    for (const quiet of SILENCES) {
      const returned = await signInUpToTheReturn(browser, path, reader);
      const [context, page] = await tabOf(browser, returned);
      await noteStages(page);
      const trips: Trips = { rounds: [], awaited: new Set() };
      // On a busy machine, a request that the page gave up may never end. Another load says more than waiting for it.
      const end = await Promise.race([
        roundTrips(page, returned.url, quiet, trips).catch(String),
        sleep(LONGEST, 'no end', { ref: false }),
      ]);
      const { rounds } = trips;
      const shown = await page
        .locator('body')
        .innerText({ timeout: 1000 })
        .catch(() => '');
      await context.close();
      if (end === undefined && rounds.length <= 2) {
        return;
      }
      seen.push({ end, rounds, awaited: [...trips.awaited], shown });
    }
    expect.fail(JSON.stringify(seen, null, 1));
  },
);
