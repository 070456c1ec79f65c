import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SCREENS as DESK_SCREENS } from '../../src/screens/operator/screens';
import { SCREENS } from '../../src/screens/shell/screens';
import { BASE, openBrowser } from '../journeys/browser';
import { BATCH, POOL } from '../journeys/screens/desk';
import { CLERK, OPERATOR } from '../journeys/screens/personas';
import type { Story } from '../journeys/screens/story';
import { type Persona, visit } from '../journeys/screens/visit';
import {
  after,
  type Line,
  listen,
  noteStages,
  READER,
  signInUpToTheReturn,
  slowDown,
  tabOf,
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

/** Creates a webhook for events that do not happen here, so that nothing is sent. Returns its id. */
async function createWebhook(authorization: string): Promise<string> {
  const answer = await fetch(`${BASE}/v1/webhooks`, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({
      address: 'https://receiver.example.com/events',
      types: ['dev.keyshelf.contact.erased.*'],
    }),
  });
  const made = (await answer.json()) as { webhookId?: string };
  const { webhookId } = made;
  expect(webhookId, JSON.stringify(made)).toBeDefined();
  return webhookId ?? '';
}

/** Returns the address of a screen of partners in the story. */
function addressOf(
  pattern: string,
  { recent, request, invoiced }: Story,
  webhookId: string,
): string {
  return pattern
    .replace(':customerId', recent.customerId)
    .replace(':orderId', recent.orderId)
    .replace(':requestId', request)
    .replace(':month', invoiced.month)
    .replace(':webhookId', webhookId);
}

/** Returns the address of a screen of the operator's desk. */
function deskAddressOf(pattern: string, { request }: Story, report: string): string {
  return pattern
    .replace(':partnerId', 'partner-a')
    .replace(':requestId', request)
    .replace(/^\/operator\/stock\/:pool\/batches\/:batch$/, BATCH)
    .replace(/^\/operator\/stock\/:pool$/, POOL)
    .replace(/^\/operator\/imports\/report$/, report);
}

/** Opens a screen as on a first visit, from the return of the issuer on. */
async function firstLoad(address: string, reader: Persona) {
  const returned = await signInUpToTheReturn(browser, address, reader);
  const [context, page] = await tabOf(browser, returned);
  const asked = listen(page);
  await noteStages(page);
  await slowDown(page, LINE);
  await page.goto(returned.url, { waitUntil: 'commit' });
  const usable = await after(page, 'usable');
  const figures = { requests: asked.requests.length, bytes: await asked.bytes() };
  const shown = await after(page, 'shown');
  await context.close();
  return { ...figures, usable: Math.round(usable), shown: Math.round(shown) };
}

/** Shows the first loads of some screens. */
async function showFirstLoads(
  screens: readonly (readonly [pattern: string, address: string])[],
  reader: Persona,
) {
  const rows = [];
  for (const [pattern, address] of screens) {
    const loads = [];
    for (let round = 0; round < ROUNDS; round++) {
      loads.push(await firstLoad(address, reader));
    }
    const usable = loads.map(each => each.usable);
    rows.push([
      pattern,
      loads[0]?.bytes ?? 0,
      loads[0]?.requests ?? 0,
      `${median(usable)} ms`,
      `${Math.min(...usable)}-${Math.max(...usable)} ms`,
      `${median(loads.map(each => each.shown))} ms`,
    ]);
  }
  show(['screen', 'bytes', 'requests', 'usable after', 'least to most', 'all shown after'], rows);
}

test("the first load of each screen of a partner's users", async () => {
  const { story, person, page, go } = await visit(browser, CLERK, 'en');
  const asked = page.waitForRequest(each => new URL(each.url()).pathname === '/v1/webhooks');
  await go('/webhooks');
  const webhook = await createWebhook((await (await asked).headerValue('authorization')) ?? '');
  await person.context.close();
  const patterns = ['/', ...SCREENS.map(([pattern]) => pattern)];
  await showFirstLoads(
    patterns.map(pattern => [pattern, addressOf(pattern, story, webhook)]),
    { ...CLERK, ...READER },
  );
});

test("the first load of each screen of the operator's desk", async () => {
  const { story, person, page, go } = await visit(browser, OPERATOR, 'en');
  await go('/operator/imports');
  const report = await page.locator('main tbody a').first().getAttribute('href');
  await person.context.close();
  expect(report).toMatch(/^\/operator\/imports\/report\?/);
  await showFirstLoads(
    DESK_SCREENS.map(([pattern]) => [pattern, deskAddressOf(pattern, story, report ?? '')]),
    OPERATOR,
  );
});
