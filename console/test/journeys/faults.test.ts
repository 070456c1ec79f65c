import { randomUUID } from 'node:crypto';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  atTheIssuer,
  BASE,
  loseAndLeave,
  onToTheIssuer,
  openBrowser,
  type Person,
  signIn,
  traces,
} from './browser';

const AGENT = { user: 'bob', roles: ['AdminAgent', 'GlobalAdmin'] };

let browser: Browser;
let agent: Person;
const company = `Contoso ${randomUUID().slice(0, 8)}`;

beforeAll(async () => {
  browser = await openBrowser();
  agent = await signIn(browser, '/customers/new', AGENT);
});
afterAll(() => browser.close());

/**
 * Loses the first answer of each address that is read. Of each command, loses the first answer after
 * the server has carried it out, and the second request before it arrives. Returns how often each
 * command was sent.
 */
async function loseAnswers(page: Page) {
  const sent = new Map<string, number>();
  await page.route('**/v1/**', async route => {
    const request = route.request();
    const command = request.method() === 'POST';
    const asked = `${request.method()} ${request.url()}`;
    const attempt = (sent.get(asked) ?? 0) + 1;
    sent.set(asked, attempt);
    if (attempt > (command ? 2 : 1)) {
      // A read whose screen was left meanwhile has nobody to answer.
      await route.continue().catch(() => undefined);
      return;
    }
    if (command && attempt === 1) {
      await route.fetch();
    }
    await route.abort('connectionreset').catch(() => undefined);
  });
  return () => [...sent].filter(([asked]) => asked.startsWith('POST')).map(([, times]) => times);
}

async function fillIn(page: Page, name: string) {
  await page.getByLabel('Company name').fill(name);
  await page.getByLabel('Domain name').fill(`${randomUUID()}.example`);
  await page.getByLabel('Customer tenant GUID').fill(randomUUID());
  await page.getByLabel('Market').fill('US');
}

test('each command has exactly one effect, though its first two answers are lost', async () => {
  const { page } = agent;
  const sent = await loseAnswers(page);
  await fillIn(page, company);
  await page.getByRole('button', { name: 'Create a customer' }).click();
  await page.getByRole('heading', { level: 1, name: company }).waitFor();
  await page.getByRole('link', { name: 'Add products' }).first().click();
  await page
    .getByRole('button', { name: /Add to the cart: SQL Server 2019/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Review the order' }).click();
  await page.getByRole('button', { name: 'Place the order' }).click();
  await page.getByRole('heading', { name: 'The order is placed' }).waitFor();
  await page.getByRole('link', { name: 'Get keys and downloads' }).click();
  await page.getByLabel('Version').selectOption('2019');
  await page.getByLabel('Language', { exact: true }).last().selectOption('en-US');
  await page.getByLabel('File type/OS').selectOption('ISO');
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByRole('button', { name: 'Get keys and downloads' }).click();
  await page.locator('code.secret').waitFor();
  await page.getByRole('link', { name: 'Cancel a purchase' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('I have read this notice.').check();
  await dialog.getByRole('button', { name: 'Cancel the purchase' }).click();
  await dialog.getByRole('heading', { name: 'The purchase is cancelled' }).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  expect(sent()).toEqual([3, 3, 3, 3]);

  await page.unroute('**/v1/**');
  await page.getByRole('link', { name: 'Order history' }).click();
  await page.getByRole('cell', { name: 'Cancelled', exact: true }).waitFor();
  expect(await page.locator('tbody tr').count()).toBe(1);
  await page.getByRole('link', { name: 'Software', exact: true }).last().click();
  await page.locator('details.row summary').click();
  await page.getByRole('cell', { name: 'Revoked' }).waitFor();
  expect(await page.locator('tbody tr').count()).toBe(1);
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search by name' }).fill(company.split(' ')[1] ?? '');
  await page.getByText('1 shown').waitFor();
}, 120_000);

test('a reload while no answer comes resumes the command, and nothing secret is stored', async () => {
  const { page } = agent;
  const name = `${company} again`;
  await page.getByRole('link', { name: 'Create a customer' }).click();
  await fillIn(page, name);
  await loseAndLeave(page, '**/v1/customers', route => route.fetch());
  await page.getByRole('button', { name: 'Create a customer' }).click();
  await page.getByText('The answer was lost. Asking again…').first().waitFor();
  const kept = await traces(page);
  expect(kept).toContain(name);
  expect(kept).not.toMatch(/eyJ|Bearer|access_token|refresh/);
  await page.reload();
  await page.unroute('**/v1/customers');
  await atTheIssuer(page, AGENT);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  expect(await traces(page)).not.toContain('keyshelf.pending');
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search by name' }).fill(company.split(' ')[1] ?? '');
  await page.getByText('2 shown').waitFor();
});

test('a command whose dialog a reload closed is told, and asked again where it is wanted', async () => {
  const { page } = agent;
  await page.getByRole('link', { name: company, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: company, exact: true }).waitFor();
  await page.getByRole('link', { name: 'Add products' }).first().click();
  await page
    .getByRole('button', { name: /Add to the cart: SQL Server 2019/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Review the order' }).click();
  await page.getByRole('button', { name: 'Place the order' }).click();
  await page.getByRole('link', { name: 'Get keys and downloads' }).click();
  await page.getByRole('button', { name: 'Show the keys' }).click();
  await page.getByRole('button', { name: 'Replace key 1' }).click();
  const lost = await loseAndLeave(page, '**/rotation', route => route.fetch());
  await page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
  await page.getByText('The answer was lost. Asking again…').first().waitFor();
  await page.reload();
  await page.unroute('**/rotation');
  const again: Request[] = [];
  page.on('request', request => void (request.url().endsWith('/rotation') && again.push(request)));
  await atTheIssuer(page, AGENT);
  const banner = page.locator('.banner', { hasText: 'Replace key 1' });
  await banner.getByRole('button', { name: 'Ask again' }).click();
  await banner.getByText('Done.').waitFor();
  expect(again.length).toBe(1);
  const keys = [...lost, ...again].map(request => request.headers()['idempotency-key']);
  expect(new Set(keys)).toEqual(new Set([expect.stringMatching(/./)]));
  expect(await traces(page)).not.toContain('keyshelf.pending');
  await banner.getByRole('button', { name: 'Close' }).click();
});

test('a command without an answer ends with its person', async () => {
  const { page } = agent;
  const name = `${company} of another`;
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await page.getByRole('link', { name: 'Create a customer' }).click();
  await fillIn(page, name);
  await loseAndLeave(page, '**/v1/customers');
  await page.getByRole('button', { name: 'Create a customer' }).click();
  await page.getByText('The answer was lost. Asking again…').first().waitFor();
  expect(await traces(page)).toContain(name);
  await page.reload();
  const sent: string[] = [];
  await page.unroute('**/v1/customers');
  page.on('request', request => void (request.method() === 'POST' && sent.push(request.url())));
  await atTheIssuer(page, { ...AGENT, user: 'eve' });
  await page.getByRole('heading', { level: 1, name: 'Create a customer' }).waitFor();
  expect(await page.getByLabel('Company name').inputValue()).toBe('');
  expect(await traces(page)).not.toContain(name);
  expect(sent.filter(url => url.includes('/v1/'))).toEqual([]);
});

test('a sign-in gets over lost answers of the issuer, or comes back to its page', async () => {
  const { page } = agent;
  let dropped = 0;
  await page.route('**/issuer/token', async route => {
    await (dropped++ === 0 ? route.abort('connectionreset') : route.continue());
  });
  await page.goto(`${BASE}/customers?name=nobody`);
  await atTheIssuer(page, AGENT);
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  expect(dropped).toBe(2);
  await page.unroute('**/issuer/token');
  let lost = 0;
  await page.route('**/issuer/token', async route => {
    if (lost++ === 0) {
      await route.fetch();
      await route.abort('connectionreset');
    } else {
      await route.continue();
    }
  });
  await page.reload();
  await atTheIssuer(page, AGENT);
  await page.getByRole('heading', { level: 1, name: 'The sign-in failed' }).waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await onToTheIssuer(page, AGENT);
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  expect(page.url()).toBe(`${BASE}/customers?name=nobody`);
  await page.unroute('**/issuer/token');
});

test('a console that cannot start says so instead of a blank page', async () => {
  const { context } = agent;
  const page = await context.newPage();
  await page.route('**/config.json', route => route.fulfill({ status: 404 }));
  await page.goto(BASE);
  await page.getByText('The console could not be loaded.').waitFor();
  await page.unroute('**/config.json');
  await page.getByRole('button', { name: 'Load again' }).click();
  await onToTheIssuer(page, AGENT);
  await page.getByRole('heading', { level: 1, name: 'Keyshelf', exact: true }).waitFor();
  await page.close();
});

test('says so while there is no network, and goes on once there is', async () => {
  const { page, context } = agent;
  await page.goto(`${BASE}/customers?name=${company.split(' ')[1]}`);
  await atTheIssuer(page, AGENT);
  await page.getByRole('link', { name: company, exact: true }).waitFor();
  await context.setOffline(true);
  await page.getByText('You are offline.').waitFor();
  await page.getByRole('link', { name: company, exact: true }).click();
  await context.setOffline(false);
  await page.getByRole('heading', { level: 1, name: company, exact: true }).waitFor();
});
