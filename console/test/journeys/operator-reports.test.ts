import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findingsOnTheWay, openBrowser, type Person, picture, signIn } from './browser';
import { main, OLGA } from './operator';

let browser: Browser;
let operator: Person;

beforeAll(async () => {
  browser = await openBrowser();
  operator = await signIn(browser, '/operator', OLGA);
});
afterAll(async () => {
  expect(operator.faults).toEqual([]);
  await browser.close();
});

test('reads the report on a refused import, with each fault by its line and field', async () => {
  const { page } = operator;
  await main(page, 'Imports').click();
  const row = page.getByRole('row', { name: /bank-statement/ });
  await row.getByText('Refused', { exact: true }).waitFor();
  await row.locator('[lang="en"]').first().waitFor();
  await picture(page, 'operator-imports');
  expect(await findingsOnTheWay(page)).toEqual([]);
  await row.getByRole('link', { name: /^Report on .*bank-statement/ }).click();
  await page.getByRole('heading', { level: 1, name: /^Report on .*bank-statement/ }).waitFor();
  const faults = page.getByRole('table', { name: 'Faults' });
  await faults
    .getByRole('row', { name: /bank-statement/ })
    .first()
    .waitFor();
  expect(await faults.locator('tbody tr').count()).toBeGreaterThan(1);
  await faults.locator('[lang="en"]').first().waitFor();
  await picture(page, 'operator-report');
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('shows how far the logs are sealed, what was verified, and the alarms', async () => {
  const { page } = operator;
  await main(page, 'State').click();
  const seals = page.getByRole('table', { name: 'Seals' });
  await seals
    .getByRole('row', { name: 'partner-a' })
    .getByText(/Sealed|Behind/)
    .first()
    .waitFor();
  await seals.getByRole('row', { name: 'The operator' }).waitFor();
  await page.getByRole('heading', { level: 2, name: 'Alarms' }).waitFor();
  const alarms = page.getByRole('table', { name: 'Alarms' });
  await alarms.locator('[lang="en"]').first().waitFor();
  await picture(page, 'operator-state');
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('shows what a verification found until it is cleared, and an import that broke off', async () => {
  const { page } = operator;
  const found = '2026-11-02T10:00:00Z';
  await page.route('**/v1/operator/seals?*', async route => {
    const response = await route.fetch();
    const json = await response.json();
    json.items[0].unresolved = {
      firstFoundAt: found,
      lastFoundAt: found,
      from: '2026-11-01T00:00:00Z',
      to: '2026-11-02T00:00:00Z',
      findings: [
        { kind: 'RECORD_REMOVED', hour: '2026-11-01T07:00:00Z', what: 'a record is not there' },
      ],
      moreFindings: 1,
    };
    await route.fulfill({ response, json });
  });
  await page.route('**/v1/operator/imports?*', async route => {
    const response = await route.fetch();
    const json = await response.json();
    json.items[0].state = 'BROKEN_OFF';
    await route.fulfill({ response, json });
  });
  await main(page, 'Imports').click();
  await page.getByRole('cell', { name: 'Broken off', exact: true }).getByRole('strong').waitFor();
  await main(page, 'State').click();
  const seals = page.getByRole('table', { name: 'Seals' });
  await seals.getByText('Found differences are not cleared yet').waitFor();
  await seals.getByText('Findings (2)').click();
  await seals.locator('[lang="en"]', { hasText: 'a record is not there' }).waitFor();
  await seals.getByText('Not listed: 1 more').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.unroute('**/v1/operator/seals?*');
  await page.unroute('**/v1/operator/imports?*');
});
