import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announced, openBrowser } from './browser';
import { Keyboard } from './keyboard';
import { type Visit, visit } from './screens';
import { OPERATOR } from './screens/personas';

let browser: Browser;
let on: Visit;
let page: Page;
let keys: Keyboard;

beforeAll(async () => {
  browser = await openBrowser();
  on = await visit(browser, OPERATOR, 'en');
  page = on.page;
  keys = new Keyboard(page);
});
afterAll(() => browser.close());

const focus = (text: string | RegExp) =>
  expect
    .poll(() => keys.focused())
    .toMatch(typeof text === 'string' ? new RegExp(`^${text}$`) : text);

test('the operator answers a request and grants it, and the focus is on its heading then', async () => {
  await keys.press('link', /^Refund of four/);
  await focus(/^H1 Refund of four/);
  await on.settled();
  await keys.type('textbox', 'Your answer', 'Please send the letter of the customer.');
  await keys.press('button', 'Send the answer');
  await announced(page, 'The answer was sent.');
  await on.settled();
  await keys.press('button', 'Decline the request');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await focus('BUTTON Decline the request');
  await on.go('/operator');
  await keys.choose('State', 'Answered');
  await page.waitForURL(/state=ANSWERED/);
  await on.settled();
  await keys.press('link', /^Refund of four/);
  await focus(/^H1 Refund of four/);
  await on.settled();
  await keys.press('button', 'Grant the request');
  await page.getByRole('dialog', { name: 'Grant the request' }).waitFor();
  await on.settled();
  await keys.tabTo('textbox', /^Credit for /);
  await keys.type('textbox', 'Reason', 'It is cancelled and credited.');
  await keys.press('button', 'Grant and credit');
  await page.getByRole('heading', { name: 'Decision: Granted' }).waitFor();
  await announced(page, 'The request is decided.');
  await focus(/^H1 Refund of four/);
});

test('the operator quarantines a batch of keys, releases it, and goes on where that began', async () => {
  await on.go('/operator');
  await keys.press('link', 'Stock');
  await focus('H1 Stock');
  await on.settled();
  await keys.press('link', 'sql-server-2017-standard');
  await focus('H1 Pool sql-server-2017-standard');
  await on.settled();
  await keys.press('link', '2026-11');
  await focus('H1 Batch 2026-11');
  await on.settled();
  for (const action of ['Quarantine', 'Release']) {
    await keys.press('button', action);
    const dialog = page.getByRole('dialog', { name: action });
    await dialog.waitFor();
    await on.settled();
    await keys.type('textbox', /^Reason/, 'Recalled by the vendor, case 4711');
    await keys.press('button', action);
    await dialog.getByRole('heading', { name: 'The change is done.' }).waitFor();
    await announced(page, 'The change is done.');
    await keys.press('button', 'Close');
    await dialog.waitFor({ state: 'detached' });
    await focus(`BUTTON ${action}`);
  }
});
