import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  announced,
  BASE,
  findings,
  findingsOnTheWay,
  openBrowser,
  signIn,
  traces,
  WHOLE,
} from './browser';
import { Keyboard } from './keyboard';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

declare global {
  interface Window {
    titleAtHeading?: string;
  }
}

/** Notes in the page which title it has as soon as it has a heading. */
const noteTitle = (page: Page, heading: string) =>
  page.evaluate(wanted => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('main h1')?.textContent === wanted) {
        window.titleAtHeading = document.title;
        observer.disconnect();
      }
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  }, heading);

test('creates a customer by keyboard alone, and the heading of each screen gets the focus', async () => {
  const { page, context } = await signIn(browser, '/customers', {
    user: 'eve',
    roles: ['AdminAgent', 'GlobalAdmin'],
  });
  const company = `Tailspin ${randomUUID().slice(0, 8)}`;
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
    'Skip to the content',
  );
  await page.keyboard.press('Enter');
  const keys = new Keyboard(page);
  await keys.press('link', 'Create a customer');
  await page.getByRole('heading', { level: 1, name: 'Create a customer' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  for (const [label, text] of [
    ['Company name', company],
    ['Domain name', `${randomUUID()}.example`],
    ['Customer tenant GUID', randomUUID()],
    ['Market', 'US'],
  ] as const) {
    await keys.type('textbox', label, text);
  }
  await noteTitle(page, company);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: company }).waitFor();
  expect(await page.evaluate(() => window.titleAtHeading)).toBe(`${company} · Keyshelf`);
  await announced(page, 'The customer was created.');
  await keys.press('link', 'Orders');
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
  await announced(page, /^$/);
  await context.close();
});

test('offers a person without these roles nothing, and says who could', async () => {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(BASE);
  await page.getByLabel('User name').fill('dan');
  for (const box of await page.getByRole('checkbox').all()) {
    await box.setChecked((await box.getAttribute('value')) === 'ReferralAdmin');
  }
  await page.locator('form[method="post"] button').first().click();
  await page.getByRole('heading', { level: 1, name: 'Keyshelf' }).waitFor();
  expect(await page.getByRole('navigation').getByRole('link').count()).toBe(0);
  await page
    .getByText('A person with this role can do it: Admin agent or Global admin.')
    .first()
    .waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await context.close();
});

test('fits on a phone of 320 pixels, light and dark, without a finding', async () => {
  for (const colorScheme of WHOLE ? (['light', 'dark'] as const) : (['dark'] as const)) {
    const { page, context } = await signIn(
      browser,
      '/customers',
      { user: 'eve', roles: ['AdminAgent'] },
      { viewport: { width: 320, height: 640 }, colorScheme, locale: 'ru-RU' },
    );
    await page.getByRole('heading', { level: 1, name: 'Клиенты' }).waitFor();
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBe(0);
    expect(await findings(page)).toEqual([]);
    await context.close();
  }
});

test('signs out, and keeps no token at any time', async () => {
  const { page, context } = await signIn(browser, '/', { user: 'eve', roles: ['AdminAgent'] });
  expect(await traces(page)).not.toMatch(/eyJ|token|verifier|code=/);
  await page.locator('.settings summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { level: 1, name: 'You are signed out' }).waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await context.close();
});

test('a screen that failed does not take the others with it', async () => {
  const { page, context } = await signIn(browser, '/', { user: 'eve', roles: ['AdminAgent'] });
  await page.route('**/assets/*.js', route => route.abort());
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await navigation.getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('heading', { level: 1, name: 'This page has failed' }).waitFor();
  await page.getByRole('link', { name: 'Keyshelf' }).click();
  await page.getByRole('heading', { level: 1, name: 'Keyshelf' }).waitFor();
  await page.unroute('**/assets/*.js');
  await navigation.getByRole('link', { name: 'Customers' }).click();
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  await context.close();
});

test('an address that names nothing says so', async () => {
  const { page, context } = await signIn(browser, '/nowhere', {
    user: 'eve',
    roles: ['AdminAgent'],
  });
  await page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await context.close();
});
