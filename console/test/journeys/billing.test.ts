import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announced, findings, openBrowser, type Person, signIn } from './browser';

const PERSON = { user: `eva-${randomUUID().slice(0, 8)}`, roles: ['AdminAgent', 'GlobalAdmin'] };

const company = `Proseware ${randomUUID().slice(0, 8)}`;

let browser: Browser;
let person: Person;

beforeAll(async () => {
  browser = await openBrowser();
  person = await signIn(browser, '/customers/new', PERSON);
});
afterAll(() => browser.close());

const field = (name: string) => person.page.getByLabel(name, { exact: true });

const button = (name: string) => person.page.getByRole('button', { name, exact: true });

test('finds the billing details of a new customer, and none are there', async () => {
  const { page } = person;
  await field('Company name').fill(company);
  await field('Domain name').fill(`${randomUUID()}.example`);
  await field('Customer tenant GUID').fill(randomUUID());
  await field('Market').fill('US');
  await button('Create a customer').click();
  await page.getByRole('heading', { level: 1, name: company }).waitFor();
  await page.getByRole('link', { name: 'Billing details' }).first().click();
  await page.getByText('There are no billing details yet.').waitFor();
});

test('shows the fault of a VAT number at its field, and saves nothing', async () => {
  const { page } = person;
  await field('Legal name').fill(`${company} GmbH`);
  await field('Address').fill('Musterweg 5');
  await field('City').fill('Graz');
  await field('Country').fill('AT');
  await page.getByLabel('VAT number').fill('ATU1');
  await button('Save').click();
  await page.locator('[aria-invalid="true"]').waitFor();
  expect(await page.locator('[aria-invalid="true"]').count()).toBe(1);
  expect(await findings(page)).toEqual([]);
  await page.getByText('There are no billing details yet.').waitFor();
});

test('saves, and shows the details after a reload of the data', async () => {
  const { page } = person;
  await page.getByLabel('VAT number').fill('ATU12345678');
  await button('Save').click();
  await announced(page, 'The billing details were saved.');
  await button('Remove the billing details').waitFor();
  await page.getByRole('link', { name: company }).first().click();
  await page.getByRole('heading', { level: 1, name: company }).waitFor();
  await page.getByRole('link', { name: 'Billing details' }).first().click();
  await expect.poll(() => field('Legal name').inputValue()).toBe(`${company} GmbH`);
  expect(await page.getByLabel('VAT number').inputValue()).toBe('ATU12345678');
});

test('removes the details', async () => {
  await button('Remove the billing details').click();
  await announced(person.page, 'The billing details were removed.');
  await person.page.getByText('There are no billing details yet.').waitFor();
});

test('breaks no rule of the content security policy on the way', () => {
  expect(person.faults).toEqual([]);
});
