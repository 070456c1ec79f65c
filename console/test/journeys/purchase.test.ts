import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announced, findingsOnTheWay, openBrowser, type Person, signIn, traces } from './browser';

/** Waits until an element has the focus, by its tag and text. */
const focus = (page: Page, wanted: string) =>
  expect
    .poll(() =>
      page.evaluate(
        () => `${document.activeElement?.tagName} ${document.activeElement?.textContent?.trim()}`,
      ),
    )
    .toBe(wanted);

const AGENT = { user: 'ada', roles: ['AdminAgent', 'GlobalAdmin'] };

let browser: Browser;
let agent: Person;
let home: string;
const company = `Fabrikam ${randomUUID().slice(0, 8)}`;

beforeAll(async () => {
  browser = await openBrowser();
  agent = await signIn(browser, '/customers', AGENT);
});
afterAll(() => browser.close());

test('creates a customer, and shows each fault at its field', async () => {
  const { page } = agent;
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('link', { name: 'Create a customer' }).click();
  await page.getByLabel('Company name').fill(company);
  await page.getByLabel('Domain name').fill('no domain');
  await page.getByLabel('Customer tenant GUID').fill(randomUUID());
  await page.getByLabel('Market').fill('US');
  await page.getByRole('button', { name: 'Create a customer' }).click();
  await page.locator('[aria-invalid="true"]').waitFor();
  expect(await page.getByLabel('Domain name').getAttribute('aria-invalid')).toBe('true');
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByLabel('Domain name').fill(`${randomUUID()}.example`);
  await page.getByRole('button', { name: 'Create a customer' }).click();
  await page.getByRole('heading', { level: 1, name: company }).waitFor();
  home = new URL(page.url()).pathname;
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('finds the customer by a word of its name, and keeps the search in the address', async () => {
  const { page } = agent;
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  const search = page.getByRole('searchbox', { name: 'Search by name' });
  // Each character arrives about when the address changes for the one before.
  await search.pressSequentially('fabrikam', { delay: 256 });
  await page.waitForURL(/name=fabrikam$/);
  expect(await search.inputValue()).toBe('fabrikam');
  await search.fill(company.split(' ')[1] ?? '');
  await page.waitForURL(/name=(?!fabrikam)/);
  await page.getByRole('link', { name: company }).waitFor();
  await page.getByRole('link', { name: company }).click();
  await page.getByRole('heading', { level: 1, name: company }).waitFor();
});

test('adds products: the terms and the total are shown before the order is placed', async () => {
  const { page } = agent;
  await page.getByRole('link', { name: 'Add products' }).first().click();
  await page.getByRole('searchbox', { name: 'Search products' }).fill('sql 2019');
  await page
    .getByRole('button', { name: /Add to the cart: SQL Server 2019/ })
    .first()
    .click();
  await announced(page, 'In the cart: SQL Server 2019');
  await page.getByLabel('Quantity').fill('4');
  await page.getByLabel('Purchase order number').fill('PO-4711');
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('button', { name: 'Review the order' }).click();
  await page.getByText('You can cancel it yourself for 60 days').waitFor();
  await page.getByText('The price excludes tax.').waitFor();
  await page.getByText('14 days or 50 downloads').waitFor();
  await page.getByText('Total: $5,672.00').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('button', { name: 'Place the order' }).click();
  await page.getByRole('heading', { name: 'The order is placed' }).waitFor();
  await announced(page, 'The order is placed');
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('gets a link for a version, language and file type, and downloads by it', async () => {
  const { page } = agent;
  await page.getByRole('link', { name: 'Get keys and downloads' }).click();
  await page.getByLabel('Version').selectOption('2019');
  await page.getByLabel('Language', { exact: true }).last().selectOption('en-US');
  await page.getByLabel('File type/OS').selectOption('ISO');
  await page.getByRole('button', { name: 'Submit' }).click();
  await page
    .getByText('1c1098314c555af97dc442c45e9881cee5d2a690d4509171fb98ae61ffdd829f')
    .waitFor();
  await page.getByRole('button', { name: 'Get keys and downloads' }).click();
  const link = await page.locator('code.secret').innerText();
  expect(link).toMatch(/\/d\/[\w-]{43}$/);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await announced(page, 'Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  expect((await download).suggestedFilename()).toBe('en_sql_server_standard_2019_x64.iso');
  expect(await findingsOnTheWay(page)).toEqual([]);
  expect(await traces(page)).not.toContain(link.split('/').at(-1));
  await page.getByRole('button', { name: 'Hide' }).click();
  await page.locator('code.secret').waitFor({ state: 'detached' });
  expect(await page.content()).not.toContain(link);
});

test('says in place that a link is used up, and keeps it out of the address', async () => {
  const { page } = agent;
  await page.getByRole('button', { name: 'Get keys and downloads' }).click();
  const link = await page.locator('code.secret').innerText();
  for (let left = 50; left > 0; left--) {
    const started = await fetch(link, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ download: randomUUID() }),
    });
    expect(started.status).toBe(200);
  }
  const before = page.url();
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  await page.getByText('All downloads of the link were used.').waitFor();
  await page.getByRole('cell', { name: 'Used up' }).waitFor();
  expect(page.url()).toBe(before);
  expect(await traces(page)).not.toContain(link.split('/').at(-1));
  await page.getByRole('button', { name: 'Hide' }).click();
});

test('shows the keys, replaces one, and leaves no trace of them', async () => {
  const { page } = agent;
  await page.getByRole('button', { name: 'Show the keys' }).click();
  await page.locator('code.secret').first().waitFor();
  await focus(page, 'H2 Software keys');
  const key = await page.locator('code.secret').first().innerText();
  expect(key.length).toBeGreaterThan(20);
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('button', { name: 'Replace key 1' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replace key 1' });
  expect(await findingsOnTheWay(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Replace' }).click();
  await dialog.waitFor({ state: 'detached' });
  await announced(page, 'The key was replaced.');
  const fresh = await page.locator('code.secret').first().innerText();
  expect(fresh).not.toBe(key);
  expect(await traces(page)).not.toContain(fresh);
  await page.getByRole('link', { name: 'Order history' }).click();
  await page.getByRole('heading', { level: 1, name: 'Order history' }).waitFor();
  await page.goBack();
  await page.getByText('Key 1').first().waitFor();
  expect(await page.content()).not.toContain(fresh);
});

test('revokes a link in a dialog', async () => {
  const { page } = agent;
  await page.getByRole('button', { name: /Revoke the link to/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('It was posted in a forum.');
  expect(await findingsOnTheWay(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('cell', { name: 'Revoked' }).waitFor();
  await announced(page, 'The link was revoked.');
  await focus(page, 'H2 Download links');
});

test('cancels two of four units for the credit that is shown', async () => {
  const { page } = agent;
  await page.getByRole('link', { name: 'Order history' }).click();
  await page.getByLabel('From (UTC day)').fill('2020-01-01');
  await page.waitForURL(/from=2020-01-01/);
  await page.getByRole('link', { name: 'Cancel a purchase' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel a purchase' });
  const order = dialog.getByLabel('Order number');
  // The customer's only order is chosen already.
  await order.locator('option:checked', { hasText: '$5,672.00' }).waitFor({ state: 'attached' });
  await dialog.getByText(/59 days and 23 hours left|60 days left/).waitFor();
  const submit = dialog.getByRole('button', { name: 'Cancel the purchase' });
  await dialog.getByLabel('I have read this notice.').check();
  await dialog.getByLabel(/Quantity to cancel/).fill('5');
  await dialog.getByText('This quantity cannot be cancelled.').waitFor();
  expect(await submit.isDisabled()).toBe(true);
  await dialog.getByLabel('I have read this notice.').uncheck();
  await dialog.getByLabel('In your own words').fill('Two too many');
  await dialog.getByLabel(/Quantity to cancel/).fill('2');
  // The first day of the term, or the second if midnight has passed since the purchase.
  const calculated = dialog.getByText(
    /5672\.00 USD x 2\/4 x 36[4-6] of 36[56] days = \d+\.\d\d USD/,
  );
  await calculated.waitFor();
  const credit = String(/(\d+\.\d\d) USD$/.exec(await calculated.innerText())?.[1]);
  const amount = `$${credit.slice(0, -6)},${credit.slice(-6)}`;
  await dialog.getByText(amount).first().waitFor();
  await announced(page, `Credit: ${amount}`);
  expect(await dialog.getByLabel('In your own words').inputValue()).toBe('Two too many');
  expect(await submit.isDisabled()).toBe(true);
  expect(await findingsOnTheWay(page)).toEqual([]);
  await dialog.getByLabel('I have read this notice.').check();
  await submit.click();
  await dialog.getByRole('heading', { name: 'The purchase is cancelled' }).waitFor();
  await dialog.getByText(`The credit of ${amount} is on the invoice of`).waitFor();
  await announced(page, 'The purchase is cancelled');
  expect(await findingsOnTheWay(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('cell', { name: 'Partly cancelled' }).waitFor();
  await focus(page, 'H1 Order history');
  expect(new URL(page.url()).pathname).toBe(`${home}/orders`);
  expect(new URL(page.url()).search).toBe('?from=2020-01-01');
});

test('lists the order among those of all customers by its purchase order number', async () => {
  const { page } = agent;
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  await page.getByRole('link', { name: company }).first().waitFor();
  let answer = () => {};
  const held = new Promise<void>(resolve => {
    answer = resolve;
  });
  await page.route(/[?&]purchaseOrderNumber=/, async route => {
    await held;
    await route.continue();
  });
  await page.getByLabel('Purchase order number').fill('PO-4711');
  await page.waitForURL(/purchaseOrderNumber=PO-4711/);
  await page.locator('table[aria-busy="true"]').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  answer();
  await page.locator('table[aria-busy="false"]').waitFor();
  await page.unrouteAll({ behavior: 'wait' });
  await page.getByRole('link', { name: company }).waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('opens an order with its lines and what is left of them', async () => {
  const { page } = agent;
  await page.getByRole('row', { name: company }).getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: /^Order / }).waitFor();
  await page.getByText('2 of 4').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('finds software of all customers by the end of its cancellation window', async () => {
  const { page } = agent;
  await page.getByRole('link', { name: 'Software', exact: true }).first().click();
  await page.getByLabel('Cancellation window ends within (days)').fill('60');
  await page.waitForURL(/windowEndsWithinDays=60/);
  await page.getByRole('row', { name: company }).getByText('59 days and 23 hours left').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('cancels several orders at once, with a result for each', async () => {
  const { page } = agent;
  await page.getByRole('link', { name: company }).click();
  await page.getByRole('link', { name: 'Add products' }).first().click();
  for (const product of ['sql 2019', 'exchange', 'sql 2019']) {
    if (await page.getByRole('heading', { name: 'The order is placed' }).isVisible()) {
      await page.getByRole('button', { name: 'Add more products' }).click();
    }
    await page.getByRole('searchbox', { name: 'Search products' }).fill(product);
    await page
      .getByRole('button', {
        name: product === 'exchange' ? /cart: Exchange/ : /cart: SQL Server 2019/,
      })
      .first()
      .click();
    await page.getByRole('button', { name: 'Review the order' }).click();
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByRole('heading', { name: 'The order is placed' }).waitFor();
  }
  await page.getByRole('link', { name: 'Order history' }).click();
  await page.getByRole('link', { name: 'Cancel several orders' }).click();
  const boxes = page.getByRole('checkbox', { name: /Select order/ });
  await boxes.first().waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await boxes.nth(2).check();
  await page.getByRole('button', { name: 'Show the credit' }).click();
  await page.getByText('Total: $5,672.00').waitFor();
  await page.getByText('It is cancelled by support request.').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByLabel('I have read this notice.').check();
  await page.getByRole('button', { name: 'Cancel 2 orders' }).click();
  await page.getByRole('heading', { name: 'Results' }).waitFor();
  await announced(page, 'Results');
  await expect.poll(() => page.getByText(/Cancelled\. The credit of \$2,836\.00/).count()).toBe(2);
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('link', { name: 'Order history' }).click();
  await page.getByRole('row', { name: 'Partly cancelled' }).getByRole('link').first().click();
  await page.getByRole('heading', { level: 2, name: 'Lines' }).waitFor();
});

test('says of a cancelled order nothing of a window that is left', async () => {
  const { page } = agent;
  await page.getByRole('link', { name: 'Order history' }).click();
  const cell = page.getByRole('cell', { name: 'Cancelled', exact: true });
  await page.getByRole('row').filter({ has: cell }).first().getByRole('link').first().click();
  await page.getByRole('heading', { level: 2, name: 'Lines' }).waitFor();
  expect(await page.getByText('Can be cancelled until').count()).toBe(0);
});

test('offers only what the roles allow', async () => {
  const { page, context } = await signIn(browser, home, { user: 'gil', roles: ['GlobalAdmin'] });
  await page.getByRole('link', { name: 'Add products' }).first().waitFor();
  await page.getByRole('heading', { level: 2, name: 'What do you want to do?' }).waitFor();
  expect(await page.getByText('Get keys and downloads').count()).toBe(0);
  expect(await page.getByText('Cancel a purchase').count()).toBe(0);
  await context.close();
});

test('a filter that is typed just before leaving does not lead back', async () => {
  const { page } = agent;
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  const name = page.getByRole('searchbox', { name: 'Search by name' });
  await name.waitFor();
  await page.clock.install();
  await name.fill('typed and left');
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Orders', exact: true }).waitFor();
  await page.clock.runFor(1000);
  expect(new URL(page.url()).pathname).toBe('/orders');
  await page.clock.resume();
  await page.getByRole('row', { name: company }).first().getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: /^Order / }).waitFor();
});

test('shows times in UTC to a person who wants them', async () => {
  const { page } = agent;
  await page.locator('.settings summary').click();
  await page.getByLabel('Time zone').selectOption('utc');
  await page.locator('time', { hasText: 'UTC' }).first().waitFor();
  await page.getByLabel('Time zone').selectOption('device');
  await page.locator('.settings summary').click();
});

test('speaks five languages and has dark colours, without a finding', async () => {
  const { page } = agent;
  await page.locator('.settings summary').click();
  await page.getByLabel('Colours').selectOption('dark');
  for (const [tag, heading] of [
    ['ru', 'Заказ'],
    ['ko', '주문'],
    ['zh-Hant', '訂單'],
    ['zh-Hans', '订单'],
    ['en', 'Order'],
  ] as const) {
    await page.locator('.settings select').first().selectOption(tag);
    await page.getByRole('heading', { level: 1, name: new RegExp(`^${heading}`) }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(tag);
  }
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('breaks no rule of the content security policy on the whole way', () => {
  expect(agent.faults).toEqual([]);
});
