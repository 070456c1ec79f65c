import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  announced,
  atTheIssuer,
  findings,
  findingsOnTheWay,
  loseAndLeave,
  openBrowser,
  type Person,
  settled,
  signIn,
  traces,
  WHOLE,
} from './browser';

const AGENT = { user: 'flo@contoso.example', roles: ['AdminAgent', 'GlobalAdmin'] };

let browser: Browser;
let agent: Person;
let request: string;
const company = `Litware ${randomUUID().slice(0, 8)}`;

beforeAll(async () => {
  browser = await openBrowser();
  agent = await signIn(browser, '/customers/new', AGENT);
});
afterAll(() => browser.close());

const letter = (name: string, text = `Dear operator, this is ${name}.`) => ({
  name,
  mimeType: '',
  buffer: Buffer.from(text),
});

/** Hands files to the page as a drop or a paste does. */
const hand = (page: Page, how: 'drop' | 'paste', name: string, bytes: readonly number[]) =>
  page.evaluate(
    ([kind, fileName, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(content)], fileName));
      document.body.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data })
          : new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }),
      );
    },
    [how, name, bytes] as const,
  );

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];

test('the cancel dialog leads to the form, filled in with the lines and the credit', async () => {
  const { page } = agent;
  await page.getByLabel('Company name').fill(company);
  await page.getByLabel('Domain name').fill(`${randomUUID()}.example`);
  await page.getByLabel('Customer tenant GUID').fill(randomUUID());
  await page.getByLabel('Market').fill('US');
  await page.getByRole('button', { name: 'Create a customer' }).click();
  await page.getByRole('heading', { level: 1, name: company }).waitFor();
  await page.getByRole('link', { name: 'Add products' }).first().click();
  await page.getByRole('searchbox', { name: 'Search products' }).fill('exchange');
  await page
    .getByRole('button', { name: /cart: Exchange/ })
    .first()
    .click();
  await page.getByLabel('Quantity').fill('3');
  await page.getByRole('button', { name: 'Review the order' }).click();
  await page.getByRole('button', { name: 'Place the order' }).click();
  await page.getByRole('heading', { name: 'The order is placed' }).waitFor();
  await page.getByRole('link', { name: 'Order history' }).click();
  await page.getByRole('link', { name: 'Cancel a purchase' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel a purchase' });
  await dialog.getByText('It is cancelled by support request.').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await dialog.getByRole('link', { name: 'Create a support request for it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Create a support request' }).waitFor();
  await page.getByRole('link', { name: company }).waitFor();
  await settled(page);
  expect(new URL(page.url()).pathname).toBe('/support/new');
  expect(await page.getByLabel('Type of problem').inputValue()).toBe('PURCHASE_REFUND');
  expect(await page.getByLabel('Title').inputValue()).toMatch(/^Refund of order /);
  expect(await page.getByRole('checkbox', { name: /Exchange/ }).isChecked()).toBe(true);
  expect(await page.getByLabel(/^Units/).inputValue()).toBe('3');
  expect(Number(await page.getByLabel('Amount requested').inputValue())).toBeGreaterThan(0);
  expect(await page.getByLabel('Email address').inputValue()).toBe(AGENT.user);
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('files are picked, dropped and pasted, and wrong ones are refused at once', async () => {
  const { page } = agent;
  await page.getByLabel('Refund reason').selectOption('WRONG_PRODUCT');
  await page.getByLabel('Name', { exact: true }).fill('Flo Nightingale');
  await page
    .getByLabel('Add files')
    .setInputFiles([letter('picked.txt'), letter('virus.exe'), letter('empty.txt', '')]);
  await page.getByText('virus.exe: files of this type are not accepted.').waitFor();
  await page.getByText('empty.txt: the file is empty.').waitFor();
  await hand(page, 'drop', 'dropped.png', PNG);
  await hand(page, 'paste', 'image.png', PNG);
  await page.getByRole('button', { name: 'Remove dropped.png' }).waitFor();
  await page.getByRole('button', { name: /^Remove pasted-\d{8}-\d{6}\.png$/ }).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('creates one request though its answer is lost, and attaches each file with its digest', async () => {
  const { page } = agent;
  const sent: string[] = [];
  await page.route('**/v1/support-requests', async route => {
    sent.push((await route.request().headerValue('idempotency-key')) ?? '');
    if (sent.length === 1) {
      await route.fetch();
      await route.abort('connectionreset');
    } else {
      await route.continue();
    }
  });
  await page.getByRole('button', { name: 'Create a support request' }).click();
  await page.getByRole('heading', { level: 1, name: /^Refund of order / }).waitFor();
  await announced(page, /The support request was created|is attached/);
  await page.unroute('**/v1/support-requests');
  expect(sent.length).toBe(2);
  expect(new Set(sent).size).toBe(1);
  request = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'Download picked.txt' }).waitFor();
  await page.getByRole('button', { name: 'Download dropped.png' }).waitFor();
  await page.getByRole('button', { name: /^Download pasted-/ }).waitFor();
  await page.getByText('The program asks for a phone number with each refund').waitFor();
  await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
  expect(await traces(page)).not.toMatch(/pending|Signature/);
  await page.getByLabel('Add files').scrollIntoViewIfNeeded();
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('downloads an attached file, byte for byte', async () => {
  const { page } = agent;
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download picked.txt' }).click();
  const got = await download;
  expect(got.suggestedFilename()).toBe('picked.txt');
  expect(readFileSync(await got.path(), 'utf8')).toBe('Dear operator, this is picked.txt.');
  expect(new URL(page.url()).pathname).toBe(request);
});

test('shows how far an upload is, and goes on after the connection was lost', async () => {
  const { page } = agent;
  const bucket = (url: URL) => url.searchParams.has('X-Amz-Signature');
  let held: () => void = () => undefined;
  const hold = new Promise<void>(done => {
    held = done;
  });
  await page.route(bucket, async route => {
    await hold;
    await route.abort('connectionreset');
  });
  await page.getByLabel('Add files').setInputFiles([letter('large.txt', 'x'.repeat(2_000_000))]);
  await page.getByRole('progressbar', { name: 'Upload of large.txt' }).waitFor();
  expect(await findings(page)).toEqual([]);
  held();
  const resume = page.getByRole('button', { name: 'Resume the upload of large.txt' });
  await resume.waitFor();
  await page.getByText('The connection was lost. The upload is interrupted.').last().waitFor();
  await announced(page, 'The connection was lost. The upload is interrupted.');
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.unroute(bucket);
  await resume.click();
  await page.getByRole('button', { name: 'Download large.txt' }).waitFor();
  await announced(page, 'large.txt is attached.');
});

test('after a reload in the middle, the same file goes on under its key', async () => {
  const { page } = agent;
  const keys: string[] = [];
  page.on('request', async each => {
    if (each.method() === 'POST' && each.url().endsWith('/attachments')) {
      keys.push((await each.headerValue('idempotency-key')) ?? '');
    }
  });
  const bucket = (url: URL) => url.searchParams.has('X-Amz-Signature');
  await loseAndLeave(page, bucket);
  await page.getByLabel('Add files').setInputFiles([letter('late.txt')]);
  await page.getByText('The connection was lost. Trying again…').waitFor();
  expect(await traces(page)).not.toMatch(/Signature|eyJ/);
  await page.reload();
  await page.unroute(bucket);
  await atTheIssuer(page, AGENT);
  await page.getByText('The upload of late.txt was interrupted.').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.getByLabel('Add files').setInputFiles([letter('late.txt')]);
  await page.getByRole('button', { name: 'Download late.txt' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Download / }).count()).toBe(5);
  expect(new Set(keys).size).toBe(1);
  await expect.poll(() => traces(page)).not.toContain('keyshelf.pending');
});

test('adds a note, and shows what the operator wrote and decided', async () => {
  const { page } = agent;
  await page.getByLabel('Your note').fill('The phone number is +1 425 555 0100.\nThank you.');
  await page.getByRole('button', { name: 'Add the note' }).click();
  const notes = page.getByRole('region', { name: 'Notes' });
  await notes.getByText('The phone number is +1 425 555 0100.').waitFor();
  await announced(page, 'The note was added.');
  await expect.poll(() => page.getByLabel('Your note').inputValue()).toBe('');
  await page.route(`**/v1${request.replace('support', 'support-requests')}`, async route => {
    const answer = await route.fetch();
    const asked = await answer.json();
    const credit = asked.amountRequested;
    await route.fulfill({
      response: answer,
      json: {
        ...asked,
        state: 'ANSWERED',
        notes: [
          ...asked.notes,
          {
            noteId: '01KBEZ3V5X7Y9Z1A2B3C4D5E7G',
            at: asked.createdAt,
            operator: 'olga@distributor.example',
            text: 'It is cancelled and credited.',
          },
        ],
        decision: {
          result: 'GRANTED',
          at: asked.createdAt,
          operator: 'olga@distributor.example',
          creditNoteId: '01KBEX2T9A8B7C6D5E4F3G2H1J',
          credit,
          tax: { amount: '0.00', currency: credit.currency },
          invoiceMonth: asked.createdAt.slice(0, 7),
          lines: [{ line: 1, quantity: 3, credit }],
          customerNotice: 'The purchase was cancelled.',
        },
      },
    });
  });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByRole('heading', { name: 'Decision: Granted' }).waitFor();
  await notes.getByText('It is cancelled and credited.').waitFor();
  expect(await findingsOnTheWay(page)).toEqual([]);
  await page.unroute(`**/v1${request.replace('support', 'support-requests')}`);
});

test('lists the request by state, in the address, and closes it after a question', async () => {
  const { page } = agent;
  await page.getByRole('link', { name: 'Support requests', exact: true }).click();
  await page.getByLabel('State').selectOption('OPEN');
  await page.waitForURL(/state=OPEN/);
  await page
    .getByRole('link', { name: /^Refund of order / })
    .first()
    .waitFor();
  await page.getByLabel('Customer ID').fill('Northwind Traders');
  await announced(page, /^This is no customer ID\./);
  await page.locator('.fault', { hasText: /^This is no customer ID\./ }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('Customer ID').fill('');
  await page.locator('.fault').waitFor({ state: 'detached' });
  await page.locator(`a[href="${request}"]`).click();
  await page.getByRole('button', { name: 'Close the request' }).click();
  const dialog = page.getByRole('dialog', { name: 'Close the request' });
  expect(await findingsOnTheWay(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close the request' }).click();
  await page.getByText('It can only be read.').waitFor();
  await announced(page, 'The support request is closed.');
  expect(await page.getByLabel('Your note').count()).toBe(0);
  expect(await page.getByLabel('Add files').count()).toBe(0);
  expect(await findingsOnTheWay(page)).toEqual([]);
});

test('says who could, to a person without these roles', async () => {
  const { page, context } = await signIn(browser, '/support/new', {
    user: 'dan',
    roles: ['AccountAdmin'],
  });
  await page.getByText('A person with this role can do it: Admin agent or Global admin.').waitFor();
  expect(await page.getByRole('button', { name: 'Create a support request' }).count()).toBe(0);
  expect(await findingsOnTheWay(page)).toEqual([]);
  await context.close();
});

test.runIf(WHOLE)('fits on a phone of 320 pixels in Russian', async () => {
  const { page, context } = await signIn(browser, '/support/new', AGENT, {
    viewport: { width: 320, height: 640 },
    colorScheme: 'dark',
    locale: 'ru-RU',
  });
  for (const path of ['/support/new', '/support', request]) {
    if (new URL(page.url()).pathname !== path) {
      await page.goto(new URL(path, page.url()).href);
      await atTheIssuer(page, AGENT);
    }
    // The issuer's page has a form of its own.
    await settled(page, 'Загрузка…');
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(`${path} ${wider}`).toBe(`${path} 0`);
    expect(await findingsOnTheWay(page)).toEqual([]);
  }
  await context.close();
});

test('breaks no rule of the content security policy on the whole way', () => {
  expect(agent.faults).toEqual([]);
});
