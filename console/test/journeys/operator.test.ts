import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  announced,
  BASE,
  findingsOnTheWay,
  onToTheIssuer,
  openBrowser,
  type Person,
  picture,
  signIn,
  traces,
} from './browser';
import { AGENT, main, OLGA, post, sell } from './operator';

let browser: Browser;
let agent: Person;
let operator: Person;
/** The header of the partner's user. */
let authorization: string;
let company: string;
let title: string;

beforeAll(async () => {
  browser = await openBrowser();
  const sale = await sell(browser);
  ({ agent, authorization, company } = sale);
  title = `Refund of two servers for ${company}`;
  await post(authorization, '/v1/support-requests', {
    problemType: 'PURCHASE_REFUND',
    impact: 'CRITICAL',
    title,
    customerId: sale.customerId,
    orderId: sale.orderId,
    lines: [{ line: 1, quantity: 2 }],
    reasonCode: 'WRONG_PRODUCT',
    contact: { name: 'Ada Lovelace', email: AGENT.user, phone: '+1 425 555 0100' },
  });
});
afterAll(() => browser.close());

test("a partner's user gets nothing at the operator's desk but the way to sign in there", async () => {
  const { page } = agent;
  const answer = await fetch(`${BASE}/v1/operator/support-requests`, {
    headers: { authorization },
  });
  expect(answer.status).toBe(401);
  await page.evaluate(() => {
    history.pushState(null, '', '/operator');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await page.getByRole('heading', { level: 1, name: "Operator's desk" }).waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  await page.getByRole('button', { name: 'Sign in as the operator' }).waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('link', { name: 'Keyshelf' }).click();
  await main(page, 'Invoices').waitFor();
});

test('an operator signs in and sees the requests of all partners, by state and partner', async () => {
  operator = await signIn(browser, '/operator', OLGA);
  const { page } = operator;
  await page.getByRole('heading', { level: 1, name: 'Support requests' }).waitFor();
  expect(
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents(),
  ).toEqual(['Support requests', 'Stock', 'Imports', 'State']);
  const row = page.getByRole('row', { name: title });
  for (const text of ['Contoso Resale', company, 'Critical', /minute|second/]) {
    await row.getByText(text).first().waitFor();
  }
  await page.getByLabel('Partner ID').fill('partner-b');
  await page.waitForURL(/partnerId=partner-b/);
  await page.getByText('Nothing matches these filters.').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByLabel('Partner ID').fill('Contoso Resale');
  await page.locator('.fault', { hasText: /^This is no partner ID\./ }).waitFor();
  await announced(page, /^This is no partner ID\./);
  await row.waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByLabel('Partner ID').fill('partner-a');
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await page.locator('.fault').waitFor({ state: 'detached' });
  await row.waitFor();
  await picture(page, 'operator-queue');
  expect(await findingsOnTheWay(page)).toEqual([]);
  expect(await traces(page)).not.toMatch(/eyJ|verifier|code=/);
});

test('shows what is asked and what the terms give with the calculation, and answers', async () => {
  const { page } = operator;
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const compared = page.getByRole('table', { name: 'What is asked, given and granted' });
  const row = compared.getByRole('row', { name: /Exchange Server 2019/ });
  await row.getByText('Units: 2').first().waitFor();
  await row.getByText(/Calculation: /).waitFor();
  await row.locator('[lang="en"]').first().waitFor();
  await row.getByText('Not decided yet').waitFor();
  await compared.scrollIntoViewIfNeeded();
  await picture(page, 'operator-request');
  expect(await page.getByRole('link', { name: company }).count()).toBe(0);
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByLabel('Your answer').fill('Please send the letter of the customer.');
  await page.getByRole('button', { name: 'Send the answer' }).click();
  const notes = page.getByRole('region', { name: 'Notes' });
  await notes.getByText('Please send the letter of the customer.').waitFor();
  await notes.getByText(OLGA.user).waitFor();
  await expect.poll(() => page.getByLabel('Your answer').inputValue()).toBe('');
});

test('declining says that nothing is credited, and is left without a decision', async () => {
  const { page } = operator;
  const decline = page.getByRole('button', { name: 'Decline the request' });
  await decline.click();
  const dialog = page.getByRole('dialog', { name: 'Decline the request' });
  await dialog.getByText(/Nothing is cancelled, and nothing is credited/).waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => decline.evaluate(each => each === document.activeElement)).toBe(true);
  expect(await page.getByRole('heading', { name: /^Decision/ }).count()).toBe(0);
});

test('says that a typed credit is void because the quote has changed', async () => {
  const { page } = operator;
  await page.getByRole('button', { name: 'Grant the request' }).click();
  const dialog = page.getByRole('dialog', { name: 'Grant the request' });
  const credit = dialog.getByLabel(/^Credit for Exchange Server 2019/);
  const byTerms = await credit.inputValue();
  const notice = dialog.getByRole('alert').filter({ hasText: /^Something has changed\./ });
  await credit.fill('100.00');
  expect(await notice.count()).toBe(0);
  const path = '**/v1/operator/partners/*/support-requests/*';
  await page.route(path, async route => {
    const response = await route.fetch();
    const json = await response.json();
    await route.fulfill({ response, json: { ...json, quote: { ...json.quote, quoteId: 'new' } } });
  });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await notice.waitFor();
  expect(await credit.inputValue()).toBe(byTerms);
  expect(await findingsOnTheWay(page)).toEqual([]);
  await credit.fill('200.00');
  await notice.waitFor({ state: 'detached' });
  expect(await credit.inputValue()).toBe('200.00');
  await page.unroute(path);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await notice.waitFor();
  await credit.fill(byTerms);
  await dialog.getByRole('button', { name: 'Close' }).click();
});

test('grants a line once though the answer is lost, after saying what is credited and what stops', async () => {
  const { page } = operator;
  await page.getByRole('button', { name: 'Grant the request' }).click();
  const dialog = page.getByRole('dialog', { name: 'Grant the request' });
  const credit = dialog.getByLabel(/^Credit for Exchange Server 2019/);
  const byTerms = await credit.inputValue();
  const submit = dialog.getByRole('button', { name: 'Grant and credit' });
  await credit.fill('99999999');
  await dialog.getByText(/^Enter an amount from 0 to /).waitFor();
  expect(await submit.isDisabled()).toBe(true);
  expect(await findingsOnTheWay(page)).toEqual([]);
  await credit.fill(byTerms);
  await dialog.getByText(/^The partner gets a credit of \$[\d,.]+ on the invoice of /).waitFor();
  await dialog.getByText(/^Units that stop working: 2, Exchange Server 2019/).waitFor();
  await dialog.getByLabel('Reason').fill('It is cancelled and credited.');
  await picture(page, 'operator-grant');
  expect(await findingsOnTheWay(page)).toEqual([]);
  const keys: string[] = [];
  await page.route('**/decision', async route => {
    keys.push((await route.request().headerValue('idempotency-key')) ?? '');
    if (keys.length === 1) {
      await route.fetch();
      await route.abort('connectionreset');
    } else {
      await route.continue();
    }
  });
  await submit.click();
  await page.getByRole('heading', { name: 'Decision: Granted' }).waitFor();
  await page.unroute('**/decision');
  // The button that opened the dialog is gone.
  await page.locator('main h1:focus').waitFor();
  expect(keys.length).toBe(2);
  expect(new Set(keys).size).toBe(1);
  expect(await page.getByRole('button', { name: 'Grant the request' }).count()).toBe(0);
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test("the partner's preview of the month shows the credit", async () => {
  const { page } = agent;
  await main(page, 'Invoices').click();
  await page.getByRole('link', { name: /Preview of/ }).click();
  const line = page.getByRole('row', { name: company }).filter({ hasText: 'Credit' });
  await line
    .getByText(/[-−]\$[\d,.]+/)
    .first()
    .waitFor();
});

test("pages of partners are closed to an operator, and signing in there ends the operator's session", async () => {
  const { page } = operator;
  await page.evaluate(() => {
    history.pushState(null, '', '/customers');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await page.getByRole('heading', { level: 1, name: 'A page for partners' }).waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign in as a user of a partner' }).click();
  await onToTheIssuer(page, AGENT);
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  await page.locator('.settings summary', { hasText: AGENT.user }).waitFor();
  expect(await traces(page)).not.toMatch(/eyJ|verifier|code=|pending/);
  expect(operator.faults).toEqual([]);
  expect(agent.faults).toEqual([]);
});
