import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announced, findings, openBrowser, type Person, signIn, traces } from './browser';

const ADMIN = { user: `ivo-${randomUUID().slice(0, 8)}`, roles: ['GlobalAdmin'] };

/** An event that the receiver got. */
interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const got: Got[] = [];
let receiver: Server;
let browser: Browser;
let person: Person;
let address: string;
let secret: string;

beforeAll(async () => {
  receiver = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      answer.end('<b>Thanks</b>');
    });
  });
  await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done));
  const { port } = receiver.address() as AddressInfo;
  address = `http://127.0.0.1:${port}/${randomUUID()}`;
  browser = await openBrowser();
  person = await signIn(browser, '/', ADMIN);
});
afterAll(async () => {
  receiver.close();
  await browser.close();
});

const button = (name: string) => person.page.getByRole('button', { name, exact: true });

const dialog = (name: string) => person.page.getByRole('dialog', { name });

/** Returns the rows of attempts to deliver a test event. */
const tests = () => person.page.locator('main tbody tr', { hasText: 'Tested a webhook' });

test('creates a webhook for one type, and shows its secret once', async () => {
  const { page } = person;
  await page.locator('.settings summary').click();
  await page.getByRole('group').getByRole('link', { name: 'Webhooks' }).click();
  await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor();
  await button('Create a webhook').click();
  const form = dialog('Create a webhook');
  await form.getByLabel('Address').fill(address);
  await form.getByLabel('All types, also those to come').uncheck();
  await form.getByRole('button', { name: 'Create a webhook' }).click();
  await form.getByText('Choose at least one type.').waitFor();
  await form.getByLabel('Deleted a webhook').check();
  await form.getByRole('button', { name: 'Create a webhook' }).click();
  await form.getByText('The secret is shown only now.').waitFor();
  expect(await findings(page)).toEqual([]);
  secret = await form.locator('code.secret').innerText();
  expect(secret).toMatch(/^whsec_/);
  await form.getByRole('button', { name: 'Copy the secret' }).click();
  await announced(page, 'Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  expect(await traces(page)).not.toContain(secret);
  await form.getByRole('link', { name: 'Show the webhook' }).click();
  await page.getByRole('heading', { level: 1, name: address }).waitFor();
  expect(await page.content()).not.toContain(secret);
});

test('sends a test event, whose signature the secret verifies, and shows the answer as text', async () => {
  const { page } = person;
  await button('Send a test event').click();
  await tests().filter({ hasText: 'Delivered' }).waitFor();
  await announced(page, 'Test event: HTTP 200');
  expect(await findings(page)).toEqual([]);
  const [{ headers, body } = { headers: {}, body: '' }] = got;
  const signed = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest('base64');
  expect(String(headers['webhook-signature']).split(' ')).toContain(`v1,${signed}`);
  expect(JSON.parse(body).type).toBe('dev.keyshelf.webhook.pinged.v1');
  await tests().locator('summary').click();
  await tests().getByText('<b>Thanks</b>', { exact: true }).waitFor();
});

test('sends one event again, and all events after a number, under the same ids', async () => {
  const { page } = person;
  await tests().getByRole('button').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await announced(page, 'This will be sent again.');
  await expect.poll(() => got.length).toBe(2);
  expect(got[1]?.headers['webhook-id']).toBe(got[0]?.headers['webhook-id']);
  await button('Send events again').click();
  const form = dialog('Send events again');
  await form.getByLabel('After number').fill('999999999');
  await form.getByRole('button', { name: 'Send again' }).click();
  const { number } = JSON.parse(got[0]?.body ?? '').data;
  await form.getByLabel('After number').fill(String(number - 1));
  await form.getByText(/^Events that are sent again, at most: \d+$/).waitFor();
  expect(await findings(page)).toEqual([]);
  await form.getByRole('button', { name: 'Send again' }).click();
  await form.waitFor({ state: 'detached' });
  await expect.poll(() => got.length).toBe(3);
  expect(got[2]?.headers['webhook-id']).toBe(got[0]?.headers['webhook-id']);
});

test('filters the deliveries in an address', async () => {
  const { page } = person;
  await page.getByLabel('State').selectOption('Failed');
  await page.waitForURL(/state=FAILED/);
  await page.getByText('Nothing matches these filters.').waitFor();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await tests().first().waitFor();
});

test('changes the description, and pauses and resumes', async () => {
  const { page } = person;
  await button('Change the webhook').click();
  const form = dialog('Change the webhook');
  await form.getByLabel('Description').fill('Orders for the ERP');
  await form.getByRole('button', { name: 'Change the webhook' }).click();
  await page.getByRole('heading', { level: 1, name: 'Orders for the ERP' }).waitFor();
  await button('Pause').click();
  await announced(page, 'The webhook is paused.');
  await button('Resume').waitFor();
  expect(await button('Send a test event').count()).toBe(0);
  expect(await findings(page)).toEqual([]);
  await button('Resume').click();
  await button('Pause').waitFor();
});

test('replaces the secret, beside which the one before signs for a day', async () => {
  const { page } = person;
  await button('Replace the secret').click();
  const form = dialog('Replace the secret');
  await form.getByText('24 hours more').waitFor();
  await form.getByRole('button', { name: 'Replace the secret' }).click();
  await form.locator('code.secret').waitFor();
  expect(await form.locator('code.secret').innerText()).not.toBe(secret);
  await form.getByRole('button', { name: 'Close' }).click();
  await page.locator('dl li', { hasText: 'Signs until' }).first().waitFor();
});

test('deletes the webhook, after a question', async () => {
  const { page } = person;
  await button('Delete the webhook').click();
  const form = dialog('Delete the webhook');
  expect(await findings(page)).toEqual([]);
  await form.getByRole('button', { name: 'Delete the webhook' }).click();
  await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor();
  await announced(page, 'The webhook was deleted.');
  expect(await page.getByRole('link', { name: address }).count()).toBe(0);
});

test('tells an agent who could, and offers no webhooks behind the gear', async () => {
  const { page, context } = await signIn(browser, '/webhooks', {
    user: 'bob',
    roles: ['AdminAgent'],
  });
  await page.getByText('A person with this role can do it: Global admin.').waitFor();
  await page.locator('.settings summary').click();
  expect(await page.getByRole('link', { name: 'Webhooks' }).count()).toBe(0);
  await context.close();
});

test('breaks no rule of the content security policy on the whole way', () => {
  expect(person.faults).toEqual([]);
});
