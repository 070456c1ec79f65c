import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { announced, effects, openBrowser } from './browser';
import { Keyboard } from './keyboard';
import { type Visit, visit } from './screens';
import { CLERK } from './screens/personas';

/** The build takes three journeys. */
const whole = ['all', 'en'].includes(process.env['ACCESSIBILITY'] ?? '');

let browser: Browser;
let on: Visit;
let page: Page;
let keys: Keyboard;

beforeAll(async () => {
  browser = await openBrowser();
  on = await visit(browser, CLERK, 'en');
  page = on.page;
  keys = new Keyboard(page);
});
afterAll(() => browser.close());
beforeEach(() => on.go('/'));

const heading = (level: number, name: string | RegExp) =>
  page.getByRole('heading', { level, name }).waitFor();

const hasFocus = (each: Element) => each === document.activeElement;

/** Presses Tab until a summary has the focus, whose name is not its role's. */
const tabToSummary = async (summary: Locator) => {
  for (let presses = 0; !(await summary.evaluate(hasFocus)); presses++) {
    expect(presses).toBeLessThan(120);
    await page.keyboard.press('Tab');
  }
};

/** Leaves a dialog, and waits until it is gone. */
const leave = async () => {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

/** Waits until a text has the focus, such as a heading that took it. */
const focus = (text: string) => expect.poll(() => keys.focused()).toBe(text);

test('buys: searches, fills the cart, reads the terms, and places the order', async () => {
  await keys.press('link', 'Customers');
  await heading(1, 'Customers');
  await keys.press('link', 'Northwind Traders');
  await heading(1, 'Northwind Traders');
  await focus('H1 Northwind Traders');
  await keys.press('link', 'Add products');
  await heading(1, 'Add products');
  await keys.type('searchbox', 'Search products', 'sql 2019');
  await page.waitForURL(/search=sql(\+|%20)2019$/);
  await on.settled();
  await keys.press('button', /Add to the cart: SQL Server 2019.*2-core/);
  await announced(page, 'In the cart: SQL Server 2019 Standard');
  await keys.tabTo('spinbutton', 'Quantity');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await keys.type('textbox', /^Purchase order number/, 'PO-4712');
  await keys.press('button', 'Review the order');
  await focus('H2 3. Terms and total');
  await on.settled();
  await keys.press('button', 'Change the cart');
  await focus('H2 2. Cart');
  expect(await page.getByLabel('Quantity').inputValue()).toBe('4');
  await keys.press('button', 'Review the order');
  await focus('H2 3. Terms and total');
  await on.settled();
  await keys.press('button', 'Place the order', 'Space');
  await focus('H2 The order is placed');
  await announced(page, 'The order is placed');
});

test('cancels in the dialog, and the focus goes back where it makes sense', async () => {
  await on.go(`/customers/${on.story.northwind}/orders`);
  await keys.press('link', 'Cancel a purchase');
  await page.getByRole('dialog').waitFor();
  await leave();
  await focus('A Cancel a purchase');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await on.settled();
  await keys.choose('Order number', /PO-4712/);
  await page.getByRole('checkbox', { name: 'I have read this notice.' }).waitFor();
  await on.settled();
  await keys.tabTo('spinbutton', /Quantity to cancel/);
  await page.keyboard.press('ArrowDown');
  await announced(page, /^Credit: \$4,254\.00/);
  await keys.choose('Reason', 'Wrong product');
  await keys.press('checkbox', 'I have read this notice.', 'Space');
  await keys.press('button', 'Cancel the purchase');
  await focus('H3 The purchase is cancelled');
  await announced(page, 'The purchase is cancelled');
  await keys.press('button', 'Close');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await focus('H1 Order history');
});

test('an Enter right after an Escape opens the dialog again', async () => {
  await on.go(`/customers/${on.story.northwind}/orders`);
  await keys.press('link', 'Cancel a purchase');
  for (let times = 0; times < 5; times++) {
    await page.getByRole('dialog').waitFor();
    await on.settled();
    const left = await page.locator('dialog').elementHandle();
    // As fast typists do: the second key is down before the first one is up.
    await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('Enter')]);
    await expect.poll(() => left?.evaluate(each => each.isConnected)).toBe(false);
    await effects(page);
    expect(await page.locator('dialog[open]').count()).toBe(1);
  }
  await leave();
  await focus('A Cancel a purchase');
});

test.runIf(whole)('cancels several orders', async () => {
  await on.go(`/customers/${on.story.northwind}/orders`);
  await keys.press('link', 'Cancel several orders');
  await heading(1, 'Cancel several orders');
  await on.settled();
  await keys.press('checkbox', /Select order/, 'Space');
  await keys.press('button', /^Show the credit/);
  await focus('H2 Credit');
  await on.settled();
  await keys.press('button', 'Back');
  await focus('H1 Cancel several orders');
  await keys.press('button', /^Show the credit/);
  await on.settled();
  await keys.press('checkbox', 'I have read this notice.', 'Space');
  await keys.press('button', 'Cancel 1 order');
  await focus('H2 Results');
  await announced(page, 'Results');
});

test.runIf(whole)(
  'gets a link, copies and revokes it, shows the keys and replaces one',
  async () => {
    await on.go(`/customers/${on.story.alpine}/software`);
    await keys.tabTo('link', 'Order history');
    const row = page.locator('details.row > summary', { hasText: 'Windows Server 2019 Standard' });
    await tabToSummary(row);
    await page.keyboard.press('Enter');
    await on.settled();
    await keys.choose('Version', '2019');
    await keys.choose('Language', 'American English');
    await keys.choose('File type/OS', 'ISO');
    await keys.press('button', 'Submit');
    await keys.press('button', 'Get keys and downloads');
    await page.locator('code.secret').waitFor();
    await expect.poll(() => keys.focused()).not.toMatch(/^BODY/);
    await keys.press('button', 'Copy link');
    await announced(page, 'Copied');
    await keys.press('button', 'Hide');
    await page.locator('code.secret').waitFor({ state: 'detached' });
    await expect.poll(() => keys.focused()).not.toMatch(/^BODY/);
    await keys.press('button', /^Revoke the link to/);
    await page.getByRole('dialog').waitFor();
    await leave();
    await expect.poll(() => keys.focused()).toMatch(/^BUTTON Revoke the link to/);
    await page.keyboard.press('Enter');
    await keys.type('textbox', /^Reason/, 'It was posted in a forum.');
    await keys.press('button', 'Revoke');
    await announced(page, 'The link was revoked.');
    await focus('H2 Download links');
    await keys.press('button', 'Show the keys');
    await focus('H2 Software keys');
    await keys.press('button', 'Replace key 1');
    await page.getByRole('dialog').waitFor();
    await leave();
    await focus('BUTTON Replace key 1');
    await page.keyboard.press('Enter');
    await keys.choose('Reason', 'It was lost');
    await keys.press('button', 'Replace');
    await announced(page, 'The key was replaced.');
    await focus('BUTTON Replace key 1');
  },
);

test.runIf(whole)(
  'asks for a refund with a file, adds a note, and closes the request',
  async () => {
    const { customerId, orderId } = on.story.old;
    await on.go(`/support/new?customerId=${customerId}&orderId=${orderId}&lines=2`);
    await keys.choose(/^Impact/, 'Minimal');
    await keys.choose('Refund reason', 'Wrong product');
    await keys.type('textbox', 'Name', 'Ada Lovelace');
    const chooser = page.waitForEvent('filechooser');
    await keys.press('button', 'Add files');
    const name = `letter-${randomUUID().slice(0, 8)}.txt`;
    await (await chooser).setFiles([{ name, mimeType: '', buffer: Buffer.from('Dear operator,') }]);
    await keys.press('button', 'Create a support request');
    await heading(1, /^Refund of order/);
    await announced(page, `${name} is attached.`);
    await keys.type('textbox', 'Your note', 'Was this asked before?');
    await keys.press('button', 'Add the note');
    await announced(page, 'The note was added.');
    await keys.press('button', 'Close the request');
    await page.getByRole('dialog').waitFor();
    await leave();
    await focus('BUTTON Close the request');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await keys.press('button', 'Close the request');
    await announced(page, 'The support request is closed.');
    await focus(`H1 Refund of order ${orderId}`);
  },
);

test.runIf(whole)('filters the activity log by day and operation, and opens a record', async () => {
  const gear = page.locator('.settings summary');
  await tabToSummary(gear);
  await page.keyboard.press('Enter');
  await keys.press('link', 'Activity log');
  await heading(1, 'Activity log');
  await focus('H1 Activity log');
  await on.settled();
  await keys.tabTo('textbox', 'From (UTC day)');
  await page.keyboard.press('ArrowDown');
  await page.waitForURL(/from=/);
  await on.settled();
  await keys.choose('Operation', 'Keys or downloads');
  await page.waitForURL(/preset=KEYS_OR_DOWNLOADS/);
  await on.settled();
  await keys.type('searchbox', 'User id', 'grace');
  await page.waitForURL(/user=grace/);
  await on.settled();
  await keys.tabTo('button', 'CSV for programs');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  await (await download).path();
  await announced(page, /^Downloaded: activity-/);
  const details = page.locator('tbody summary').first();
  await tabToSummary(details);
  await page.keyboard.press('Enter');
  await keys.press('link', 'Only this customer');
  await page.waitForURL(/customer=/);
  await keys.press('button', 'Clear the filters');
  await page.waitForURL(url => url.search === '');
  await expect.poll(() => page.getByLabel('From (UTC day)').evaluate(hasFocus)).toBe(true);
});

test.runIf(whole)('reads the invoices, what a line stands for, and the statement', async () => {
  await keys.press('link', 'Invoices');
  await heading(1, 'Invoices');
  await focus('H1 Invoices');
  await on.settled();
  await keys.press('link', /^Preview of/);
  await page.getByText('This is a preview.').waitFor();
  await on.settled();
  const line = page.locator('tbody summary').first();
  await tabToSummary(line);
  await page.keyboard.press('Space');
  await page.locator('tbody details[open]').waitFor();
  await keys.press('link', 'Invoices');
  await heading(1, 'Invoices');
  await on.settled();
  await keys.press('link', /^Statement of account/);
  await page.getByText('Opening balance').first().waitFor();
  await keys.press('link', /^←/);
  await on.settled();
  await keys.tabTo('button', 'JSON');
});
