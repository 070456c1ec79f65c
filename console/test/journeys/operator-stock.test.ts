import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findingsOnTheWay, openBrowser, type Person, picture, signIn } from './browser';
import { main, OLGA, sell } from './operator';

const POOL = 'exchange-server-2019-standard';

let browser: Browser;
let operator: Person;
/** A customer with keys of the pool. */
let company: string;

beforeAll(async () => {
  browser = await openBrowser();
  ({ company } = await sell(browser));
  operator = await signIn(browser, '/operator', OLGA);
});
afterAll(async () => {
  expect(operator.faults).toEqual([]);
  await browser.close();
});

test('shows low pools first, and what a pool holds', async () => {
  const { page } = operator;
  await main(page, 'Stock').click();
  const rows = page.getByRole('table', { name: 'Stock' }).locator('tbody tr');
  await rows.first().getByText('Low', { exact: true }).waitFor();
  await page.getByText(/^Low pools: \d+$/).waitFor();
  await picture(page, 'operator-stock');
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('link', { name: POOL, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: `Pool ${POOL}` }).waitFor();
  await page.getByText('In quarantine', { exact: true }).waitFor();
  await picture(page, 'operator-pool');
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('counts the keys again when a change ends whose dialog was closed before', async () => {
  const { page } = operator;
  const quarantined = page.locator('dl div', { hasText: 'In quarantine' }).locator('dd');
  const path = '**/v1/operator/stock/changes';
  for (const [action, counted] of [
    ['Quarantine', /^[1-9]/],
    ['Release', /^0$/],
  ] as const) {
    let answer = () => {};
    const closed = new Promise<void>(resolve => {
      answer = resolve;
    });
    await page.route(path, async route => {
      await closed;
      await route.continue();
    });
    await page.getByRole('button', { name: action, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: action });
    await dialog.getByLabel('Reason').fill('Recalled by the vendor, case 4712');
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await dialog.getByText('Sending').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    answer();
    await quarantined.filter({ hasText: counted }).waitFor();
    await page.unroute(path);
    const ended = page.locator('.banner', { hasText: 'Done.' });
    await ended.getByRole('button', { name: 'Close' }).click();
    await ended.waitFor({ state: 'detached' });
  }
});

test('quarantines a recalled batch, lists who has its keys, and releases it again', async () => {
  const { page } = operator;
  const quarantined = page.locator('dl div', { hasText: 'In quarantine' }).locator('dd');
  expect(await quarantined.innerText()).toBe('0');
  await page.getByRole('link', { name: '2026-11', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Batch 2026-11' }).waitFor();
  for (const [action, effect] of [
    ['Quarantine', /^No order takes these keys/],
    ['Release', /^The keys in quarantine are for sale again/],
  ] as const) {
    await page.getByRole('button', { name: action, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: action });
    await dialog.getByText(effect).waitFor();
    await dialog.getByLabel('Reason').fill('Recalled by the vendor, case 4711');
    expect(await findingsOnTheWay(page)).toEqual([]);
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await dialog.getByRole('heading', { name: 'The change is done.' }).waitFor();
    expect(Number(await dialog.locator('dd').first().innerText())).toBeGreaterThan(100);
    expect(await findingsOnTheWay(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    if (action === 'Quarantine') {
      await page.getByRole('button', { name: 'Show who has its keys' }).click();
      const holders = page.getByRole('table', { name: 'Customers with keys of this batch' });
      await holders.getByRole('row', { name: company }).first().waitFor();
      await picture(page, 'operator-batch');
      expect(await findingsOnTheWay(page)).toEqual([]);
      expect(await page.content()).not.toMatch(/\b[A-Z\d]{5}(-[A-Z\d]{5}){4}\b/);
    }
  }
  for (const action of ['Move', 'Withdraw']) {
    await page.getByRole('button', { name: action, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: action });
    await dialog
      .getByLabel(action === 'Move' ? 'To pool' : 'I want to delete these keys.')
      .waitFor();
    expect(await findingsOnTheWay(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
  }
});
