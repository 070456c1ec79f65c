import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  announced,
  atTheIssuer,
  findings,
  findingsOnTheWay,
  openBrowser,
  type Person,
  signIn,
  traces,
} from './browser';

const PERSON = { user: `ida-${randomUUID().slice(0, 8)}`, roles: ['AdminAgent', 'GlobalAdmin'] };

const company = `Litware ${randomUUID().slice(0, 8)}`;
const purchaseOrder = `PO-${randomUUID().slice(0, 8)}`;

let browser: Browser;
let person: Person;
let home: string;
let file: string;

beforeAll(async () => {
  browser = await openBrowser();
  person = await signIn(browser, '/customers/new', PERSON);
});
afterAll(() => browser.close());

/** Presses a button, and returns the name and the text of what it saves. */
async function saved(page: Page, name: string) {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name, exact: true }).click();
  const done = await download;
  await announced(page, `Downloaded: ${done.suggestedFilename()}`);
  return { name: done.suggestedFilename(), text: await readFile(await done.path(), 'utf8') };
}

const rows = (page: Page) => page.locator('tbody tr');

const openGear = (page: Page) => page.locator('.settings summary').click();

test('buys software, gets its keys, and downloads by a link', async () => {
  const { page } = person;
  await page.getByLabel('Company name').fill(company);
  await page.getByLabel('Domain name').fill(`${randomUUID()}.example`);
  await page.getByLabel('Customer tenant GUID').fill(randomUUID());
  await page.getByLabel('Market').fill('US');
  await page.getByRole('button', { name: 'Create a customer' }).click();
  await page.getByRole('heading', { level: 1, name: company }).waitFor();
  home = new URL(page.url()).pathname;
  await page.getByRole('link', { name: 'Add products' }).first().click();
  await page
    .getByRole('button', { name: /Add to the cart: SQL Server 2019/ })
    .first()
    .click();
  await page.getByLabel('Purchase order number').fill(purchaseOrder);
  await page.getByRole('button', { name: 'Review the order' }).click();
  await page.getByRole('button', { name: 'Place the order' }).click();
  await page.getByRole('link', { name: 'Get keys and downloads' }).click();
  await page.getByRole('button', { name: 'Show the keys' }).click();
  await page.locator('code.secret').first().waitFor();
  await page.getByLabel('Version').selectOption('2019');
  await page.getByLabel('Language', { exact: true }).last().selectOption('en-US');
  await page.getByLabel('File type/OS').selectOption('ISO');
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByRole('button', { name: 'Get keys and downloads' }).click();
  await page.getByRole('button', { name: 'Copy link' }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  file = (await download).url();
});

test('opens the activity log behind the gear: the range first, then the rows in words', async () => {
  const { page } = person;
  await openGear(page);
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('link', { name: 'Activity log' }).click();
  await page.getByRole('heading', { level: 1, name: 'Activity log' }).waitFor();
  const fields = await page.locator('search label').allInnerTexts();
  expect(fields.slice(0, 2)).toEqual(['From (UTC day)', 'To (UTC day)']);
  const got = page.getByRole('row', { name: 'Saw keys' }).filter({ hasText: PERSON.user });
  await got.getByRole('link', { name: company }).waitFor();
  expect(await got.locator('time').getAttribute('title')).toMatch(
    /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} UTC$/,
  );
  await got.locator('summary').click();
  await got.getByText('Request id').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('filters by keys or downloads and by user, in an address that survives a reload', async () => {
  const { page } = person;
  await page.getByLabel('Operation').selectOption('Keys or downloads');
  await page.waitForURL(/preset=KEYS_OR_DOWNLOADS/);
  await page.getByRole('link', { name: PERSON.user }).first().click();
  await page.waitForURL(/user=/);
  await page.getByText('1 shown').waitFor();
  expect(await page.getByLabel('Operation').inputValue()).toBe('KEYS_OR_DOWNLOADS');
  await page.reload();
  await atTheIssuer(page, PERSON);
  await page.getByText('1 shown').waitFor();
  expect(await rows(page).count()).toBe(1);
  await rows(page).locator('summary').click();
  await page.getByRole('link', { name: 'Only this customer' }).click();
  await page.waitForURL(/customer=/);
  await page.getByLabel('User id').fill('');
  await page.getByRole('row', { name: 'Started a download' }).waitFor();
  expect(await rows(page).count()).toBe(2);
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await page.waitForURL(url => url.search === '');
});

test('says what was refused a filter that is wrong', async () => {
  const { page } = person;
  await page.getByLabel('Customer id').fill('nobody');
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await page.getByRole('row', { name: 'Saw keys' }).first().waitFor();
});

test('reads on by pages, without a record twice', async () => {
  const { page } = person;
  const asked: string[] = [];
  await page.route('**/v1/activity?limit=100*', route => {
    asked.push(route.request().url());
    return route.continue({ url: route.request().url().replace('limit=100', 'limit=3') });
  });
  await page.getByLabel('Outcome').selectOption('Done');
  await page.getByText('3 shown').waitFor();
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByText('6 shown').waitFor();
  await page.unroute('**/v1/activity?limit=100*');
  expect(asked.length).toBe(2);
  expect(asked[1]).toContain('cursor=');
  expect(await rows(page).count()).toBe(6);
  await page.getByRole('button', { name: 'Clear the filters' }).click();
});

test('exports the log as CSV without a token in an address', async () => {
  const { page } = person;
  const people = await saved(page, 'CSV for spreadsheets');
  expect(people.name).toMatch(/^activity-.*\.csv$/);
  expect(people.text).toMatch(/^\uFEFFat,operation,outcome/);
  expect(people.text).toContain(home.split('/').at(-1));
  const programs = await saved(page, 'CSV for programs');
  expect(programs.text).toMatch(/^at,operation,outcome/);
  expect(await traces(page)).not.toMatch(/eyJ|Bearer/);
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('saves an export that the API keeps in the bucket', async () => {
  const { page } = person;
  expect(new URL(file).origin).not.toBe(new URL(page.url()).origin);
  await page.route('**/v1/activity?from=*', route =>
    route.fulfill({ status: 303, headers: { location: file }, body: '' }),
  );
  const { name, text } = await saved(page, 'CSV for spreadsheets');
  await page.unroute('**/v1/activity?from=*');
  expect(name).toMatch(/^activity-.*\.csv$/);
  expect(text.length).toBeGreaterThan(0);
});

test('lists each user who touched keys or downloads once, with the customers', async () => {
  const { page } = person;
  await page.getByRole('link', { name: 'Users of keys and downloads' }).click();
  await page.getByRole('heading', { level: 1, name: 'Users of keys and downloads' }).waitFor();
  const row = page.getByRole('row', { name: PERSON.user });
  await row.getByRole('link', { name: company }).waitFor();
  expect(await row.locator('td.number').allInnerTexts()).toEqual(['1', '1']);
  expect(await findingsOnTheWay(page)).toEqual([]);
  const users = await saved(page, 'CSV for programs');
  expect(users.text).toMatch(/^user,displayName,keyAccesses,downloads/);
  await row.getByRole('link', { name: PERSON.user }).click();
  await page.waitForURL(/\/activity\?.*preset=KEYS_OR_DOWNLOADS/);
  await page.getByText('1 shown').waitFor();
});

test('names the range that would do if the asked one has too much', async () => {
  const { page } = person;
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Users of keys and downloads' }).waitFor();
  await page.getByLabel('From (UTC day)').fill('2020-01-01');
  await page.getByRole('alert').waitFor();
  await page.getByText('This range is too long for the list.').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('button', { name: /^Show from \d{4}-\d{2}-\d{2}$/ }).click();
  await page.getByRole('row', { name: PERSON.user }).waitFor();
});

test('shows on a customer and on an order their own part of the log', async () => {
  const { page } = person;
  await page.getByRole('link', { name: company }).click();
  await page.getByRole('heading', { level: 1, name: company }).waitFor();
  await page.locator('main').getByText('Activity log', { exact: true }).click();
  await page.getByRole('row', { name: 'Created a customer' }).waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('link', { name: 'Order history' }).click();
  await rows(page).first().getByRole('link').first().click();
  await page.locator('main').getByText('Activity log', { exact: true }).click();
  await page.getByRole('row', { name: 'Placed an order' }).waitFor();
  expect(await page.getByRole('row', { name: 'Created a customer' }).count()).toBe(0);
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('shows the preview of the running month with what each line stands for', async () => {
  const { page } = person;
  await page.getByRole('link', { name: 'Invoices', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Invoices' }).waitFor();
  await page.getByRole('heading', { level: 2, name: 'Balance' }).waitFor();
  await page.getByRole('link', { name: /Preview of/ }).waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('link', { name: /Preview of/ }).click();
  await page.getByText('This is a preview.').waitFor();
  const line = page.getByRole('row', { name: purchaseOrder });
  await line.getByRole('link', { name: company }).waitFor();
  await line.getByText('What this stands for').click();
  await line.getByText(/^2 x \d+\.\d\d USD$/).waitFor();
  await page.getByRole('table', { name: 'Taxes' }).first().waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('saves a month in every format of the API', async () => {
  const { page } = person;
  const month = new URL(page.url()).pathname.split('/').at(-1);
  const people = await saved(page, 'CSV for spreadsheets');
  expect(people.name).toBe(`invoice-${month}.csv`);
  expect(people.text).toMatch(/^\uFEFFstate,number,month/);
  const programs = await saved(page, 'CSV for programs');
  expect(programs.text).toMatch(/^state,number,month/);
  expect(programs.text).toContain(purchaseOrder);
  const reconciliation = await saved(page, 'Reconciliation CSV');
  expect(reconciliation.name).toBe(`reconciliation-${month}.csv`);
  expect(reconciliation.text).toMatch(/^PartnerId,/);
  const json = await saved(page, 'JSON');
  expect(json.name).toBe(`invoice-${month}.json`);
  const { entries } = JSON.parse(json.text);
  expect(
    entries.some(
      (each: { purchaseOrderNumber?: string }) => each.purchaseOrderNumber === purchaseOrder,
    ),
  ).toBe(true);
  expect(await traces(page)).not.toMatch(/eyJ|Bearer/);
});

test('reads an issued invoice, its credits, and the statement of the month', async () => {
  const { page } = person;
  await page.getByRole('link', { name: 'Invoices', exact: true }).first().click();
  const issued = page.getByRole('table', { name: 'Invoices' }).locator('tbody tr').first();
  await issued.getByRole('link').click();
  await page
    .getByRole('heading', { level: 2, name: /^(Invoice|Credit note) \S+ · [A-Z]{3}/ })
    .waitFor();
  await page.waitForURL(/\/invoices\/\d{4}-\d{2}\?currency=[A-Z]{3}/);
  expect(await page.getByText('This is a preview.').count()).toBe(0);
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('link', { name: 'Invoices', exact: true }).first().click();
  await page.getByRole('link', { name: /Statement of account/ }).click();
  await page.getByText('Opening balance').first().waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  const month = new URL(page.url()).pathname.split('/').at(-1);
  expect((await saved(page, 'CSV for spreadsheets')).name).toBe(`statement-${month}.csv`);
  expect((await saved(page, 'CSV for programs')).text).toMatch(/^state,month,currency,kind/);
  const json = await saved(page, 'JSON');
  expect(json.name).toBe(`statement-${month}.json`);
  expect(JSON.parse(json.text).month).toBe(month);
  // In the first hour of a month, the statement of the month before it is still open.
  await page.getByRole('link', { name: /^←/ }).click();
  await page.waitForURL(url => !url.pathname.endsWith(month ?? ''));
  await page.getByRole('link', { name: /^←/ }).click();
  await page.getByText('This statement is closed').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('an address with no month says that the page does not exist', async () => {
  const { page } = person;
  await page.goto(new URL('/invoices/2026-13', page.url()).href);
  await atTheIssuer(page, PERSON);
  await page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor();
});

test('an accountant reads invoices and the log, and is offered no customer', async () => {
  const { page, context, faults } = await signIn(
    browser,
    '/activity',
    { user: 'ray', roles: ['AccountAdmin'] },
    { viewport: { width: 375, height: 800 }, colorScheme: 'dark' },
  );
  await page.getByRole('rowheader').first().waitFor();
  expect(await page.locator('a[href^="/customers/"]').count()).toBe(0);
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('link', { name: 'Invoices' }).click();
  await page.getByRole('link', { name: /Preview of/ }).click();
  await page.getByText(company).waitFor();
  expect(await page.locator('a[href^="/customers/"]').count()).toBe(0);
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider).toBe(0);
  expect(await findingsOnTheWay(page)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

test('tells an agent who could read the log and the balance', async () => {
  const { page, context } = await signIn(browser, '/invoices', {
    user: 'bob',
    roles: ['AdminAgent'],
  });
  await page
    .getByText('A person with this role can do it: Global admin or Account admin.')
    .waitFor();
  await openGear(page);
  expect(await page.getByRole('link', { name: 'Activity log' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Keyshelf' }).click();
  await page
    .getByText('Global admin, Account admin, Referral admin, or Marketing content admin.')
    .waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await context.close();
});

test('breaks no rule of the content security policy on the whole way', () => {
  expect(person.faults).toEqual([]);
});
