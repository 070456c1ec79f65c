import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  announced,
  BASE,
  findings,
  onToTheIssuer,
  openBrowser,
  type Person,
  picture,
  signIn,
  traces,
} from './browser';

const AGENT = { user: 'ada@contoso.example', roles: ['AdminAgent', 'GlobalAdmin'] };
const OLGA = { user: 'olga@distributor.example', roles: [] };

const POOL = 'exchange-server-2019-standard';

let browser: Browser;
let agent: Person;
let operator: Person;
/** The header of the partner's user. */
let authorization: string;
const company = `Proseware ${randomUUID().slice(0, 8)}`;
const title = `Refund of two servers for ${company}`;

/** Sends a command as the partner's user. */
async function post<Answer>(path: string, body: object): Promise<Answer> {
  const answer = await fetch(BASE + path, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  expect(answer.status, `${path}: ${await answer.clone().text()}`).toBeLessThan(300);
  return (await answer.json()) as Answer;
}

beforeAll(async () => {
  browser = await openBrowser();
  agent = await signIn(browser, '/', AGENT);
  const asked = agent.page.waitForRequest('**/v1/customers?**');
  await agent.page.getByRole('link', { name: 'Customers', exact: true }).first().click();
  authorization = (await (await asked).headerValue('authorization')) ?? '';
  const { customerId } = await post<{ customerId: string }>('/v1/customers', {
    companyName: company,
    domain: `${randomUUID()}.example`,
    tenantId: randomUUID(),
    market: 'US',
  });
  const { orderId } = await post<{ orderId: string }>(`/v1/customers/${customerId}/orders`, {
    lines: [{ skuId: 'ex2019-std-server', quantity: 3 }],
  });
  await post('/v1/support-requests', {
    problemType: 'PURCHASE_REFUND',
    impact: 'CRITICAL',
    title,
    customerId,
    orderId,
    lines: [{ line: 1, quantity: 2 }],
    reasonCode: 'WRONG_PRODUCT',
    contact: { name: 'Ada Lovelace', email: AGENT.user, phone: '+1 425 555 0100' },
  });
});
afterAll(() => browser.close());

const main = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });

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
  expect(await findings(page)).toEqual([]);
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
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('Partner ID').fill('Contoso Resale');
  await page.locator('.fault', { hasText: /^This is no partner ID\./ }).waitFor();
  await announced(page, /^This is no partner ID\./);
  await row.waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('Partner ID').fill('partner-a');
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await page.locator('.fault').waitFor({ state: 'detached' });
  await row.waitFor();
  await picture(page, 'operator-queue');
  expect(await findings(page)).toEqual([]);
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
  expect(await findings(page)).toEqual([]);
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
  expect(await findings(page)).toEqual([]);
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
  expect(await findings(page)).toEqual([]);
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
  expect(await findings(page)).toEqual([]);
  await credit.fill(byTerms);
  await dialog.getByText(/^The partner gets a credit of \$[\d,.]+ on the invoice of /).waitFor();
  await dialog.getByText(/^Units that stop working: 2, Exchange Server 2019/).waitFor();
  await dialog.getByLabel('Reason').fill('It is cancelled and credited.');
  await picture(page, 'operator-grant');
  expect(await findings(page)).toEqual([]);
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
  expect(await findings(page)).toEqual([]);
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

test('shows low pools first, and what a pool holds', async () => {
  const { page } = operator;
  await main(page, 'Stock').click();
  const rows = page.getByRole('table', { name: 'Stock' }).locator('tbody tr');
  await rows.first().getByText('Low', { exact: true }).waitFor();
  await page.getByText(/^Low pools: \d+$/).waitFor();
  await picture(page, 'operator-stock');
  expect(await findings(page)).toEqual([]);
  await page.getByRole('link', { name: POOL, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: `Pool ${POOL}` }).waitFor();
  await page.getByText('In quarantine', { exact: true }).waitFor();
  await picture(page, 'operator-pool');
  expect(await findings(page)).toEqual([]);
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
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await dialog.getByRole('heading', { name: 'The change is done.' }).waitFor();
    expect(Number(await dialog.locator('dd').first().innerText())).toBeGreaterThan(100);
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    if (action === 'Quarantine') {
      await page.getByRole('button', { name: 'Show who has its keys' }).click();
      const holders = page.getByRole('table', { name: 'Customers with keys of this batch' });
      await holders.getByRole('row', { name: company }).first().waitFor();
      await picture(page, 'operator-batch');
      expect(await findings(page)).toEqual([]);
      expect(await page.content()).not.toMatch(/\b[A-Z\d]{5}(-[A-Z\d]{5}){4}\b/);
    }
  }
  for (const action of ['Move', 'Withdraw']) {
    await page.getByRole('button', { name: action, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: action });
    await dialog
      .getByLabel(action === 'Move' ? 'To pool' : 'I want to delete these keys.')
      .waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
  }
});

test('reads the report on a refused import, with each fault by its line and field', async () => {
  const { page } = operator;
  await main(page, 'Imports').click();
  const row = page.getByRole('row', { name: /bank-statement/ });
  await row.getByText('Refused', { exact: true }).waitFor();
  await row.locator('[lang="en"]').first().waitFor();
  await picture(page, 'operator-imports');
  expect(await findings(page)).toEqual([]);
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
  expect(await findings(page)).toEqual([]);
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
  expect(await findings(page)).toEqual([]);
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
  expect(await findings(page)).toEqual([]);
  await page.unroute('**/v1/operator/seals?*');
  await page.unroute('**/v1/operator/imports?*');
});

test("pages of partners are closed to an operator, and signing in there ends the operator's session", async () => {
  const { page } = operator;
  await page.evaluate(() => {
    history.pushState(null, '', '/customers');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await page.getByRole('heading', { level: 1, name: 'A page for partners' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign in as a user of a partner' }).click();
  await onToTheIssuer(page, AGENT);
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  await page.locator('.settings summary', { hasText: AGENT.user }).waitFor();
  expect(await traces(page)).not.toMatch(/eyJ|verifier|code=|pending/);
  expect(operator.faults).toEqual([]);
  expect(agent.faults).toEqual([]);
});
