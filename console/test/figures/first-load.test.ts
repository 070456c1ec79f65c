import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SCREENS } from '../../src/screens/shell/screens';
import { openBrowser } from '../journeys/browser';
import { CLERK } from '../journeys/screens/personas';
import { type Visit, visit } from '../journeys/screens/visit';
import {
  type Line,
  listen,
  noteUsable,
  signInUpToTheReturn,
  slowDown,
  tabOf,
  usableAfter,
} from './cold';
import { median, setting, show } from './table';

const ROUNDS = setting('ROUNDS', 5);
const LINE: Line = {
  roundTrip: setting('ROUND_TRIP', 150),
  bits: setting('KILOBITS', 1600) * 1000,
};

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Returns the address of a screen in the story. */
function addressOf(pattern: string, { recent, request, invoiced }: Visit['story']): string {
  return pattern
    .replace(':customerId', recent.customerId)
    .replace(':orderId', recent.orderId)
    .replace(':requestId', request)
    .replace(':month', invoiced.month);
}

/** Opens a screen as on a first visit, from the return of the issuer on. */
async function firstLoad(address: string) {
  const returned = await signInUpToTheReturn(browser, address);
  const [context, page] = await tabOf(browser, returned);
  const asked = listen(page);
  await noteUsable(page);
  await slowDown(page, LINE);
  await page.goto(returned.url, { waitUntil: 'commit' });
  const usable = await usableAfter(page);
  const figures = { usable, requests: asked.requests.length, bytes: await asked.bytes() };
  await context.close();
  return figures;
}

test('the first load of each screen', async () => {
  const { story, person } = await visit(browser, CLERK, 'en');
  await person.context.close();
  const rows = [];
  for (const [pattern] of [['/'], ...SCREENS]) {
    const loads = [];
    for (let round = 0; round < ROUNDS; round++) {
      loads.push(await firstLoad(addressOf(pattern ?? '', story)));
    }
    const times = loads.map(each => Math.round(each.usable));
    rows.push([
      pattern ?? '',
      loads[0]?.bytes ?? 0,
      loads[0]?.requests ?? 0,
      `${median(times)} ms`,
      `${Math.min(...times)}-${Math.max(...times)} ms`,
    ]);
  }
  show(['screen', 'bytes', 'requests', 'usable after', 'least to most'], rows);
  expect(rows.length).toBeGreaterThan(SCREENS.length);
});
