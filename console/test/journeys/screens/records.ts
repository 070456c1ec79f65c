import { CLERK } from './personas';
import { type Screen, untilShown, type Visit } from './visit';

const LETTER = { name: 'letter.txt', mimeType: '', buffer: Buffer.from('Dear operator,') };

/** Lets the answer of the API say that an operator has decided the request of the story. */
const decide = async ({ page, story }: Visit) => {
  await page.route(`**/v1/support-requests/${story.request}`, async route => {
    const answer = await route.fetch();
    const asked = await answer.json();
    const credit = { amount: '5672.00', currency: 'USD' };
    const operator = 'olga@distributor.example';
    await route.fulfill({
      response: answer,
      json: {
        ...asked,
        state: 'ANSWERED',
        notes: [
          { noteId: 'A', at: asked.createdAt, user: 'ada', text: 'Was this asked before?' },
          { noteId: 'B', at: asked.createdAt, operator, text: 'It is cancelled and credited.' },
        ],
        decision: {
          result: 'GRANTED',
          at: asked.createdAt,
          operator,
          creditNoteId: '01KBEX2T9A8B7C6D5E4F3G2H1J',
          credit,
          tax: { amount: '0.00', currency: 'USD' },
          invoiceMonth: asked.createdAt.slice(0, 7),
          lines: [{ line: 2, quantity: 4, credit }],
          customerNotice: 'The purchase was cancelled.',
        },
      },
    });
  });
};

/** Support requests, invoices and the activity log. */
export const RECORDS: readonly Screen[] = [
  { name: 'support', as: CLERK, open: ({ go }) => go('/support') },
  { name: 'support-none', as: CLERK, open: ({ go }) => go('/support?state=CLOSED') },
  { name: 'new-support-request', as: CLERK, open: ({ go }) => go('/support/new') },
  {
    name: 'new-support-request-refund',
    as: CLERK,
    open: async ({ go, page, story }) => {
      const { customerId, orderId } = story.old;
      await go(`/support/new?customerId=${customerId}&orderId=${orderId}&lines=2`);
      await page
        .locator('input[type="file"]')
        .setInputFiles([LETTER, { ...LETTER, name: 'program.exe' }]);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'support-request',
    as: CLERK,
    open: ({ go, story }) => go(`/support/${story.request}`),
  },
  {
    name: 'support-request-decided',
    as: CLERK,
    open: async each => {
      await decide(each);
      await each.go(`/support/${each.story.request}`);
      await each.page.locator('.tag').waitFor();
    },
    after: ({ page }) => page.unrouteAll({ behavior: 'wait' }),
  },
  {
    name: 'upload-interrupted',
    as: CLERK,
    open: async ({ go, page, story, words }) => {
      await page.route(
        url => url.searchParams.has('X-Amz-Signature'),
        route => route.abort('connectionreset'),
      );
      await go(`/support/${story.request}`);
      await page.clock.install();
      await page.locator('input[type="file"]').setInputFiles([LETTER]);
      await untilShown(
        page,
        page.getByRole('button', { name: words.support.resumeFile('letter.txt') }),
      );
      await page.clock.resume();
    },
    ends: true,
  },
  {
    name: 'close-request-dialog',
    as: CLERK,
    open: async ({ go, page, story, words }) => {
      await go(`/support/${story.request}`);
      await page.getByRole('button', { name: words.support.close }).click();
      await page.locator('dialog[open]').waitFor();
    },
  },
  { name: 'invoices', as: CLERK, open: ({ go }) => go('/invoices') },
  {
    name: 'invoice',
    as: CLERK,
    open: ({ go, story: { invoiced } }) =>
      go(`/invoices/${invoiced.month}?currency=${invoiced.currency}`),
  },
  {
    name: 'invoice-preview',
    as: CLERK,
    open: async ({ go, page, settled }) => {
      await go('/invoices');
      await page.locator('header.page a.go').click();
      await page.locator('main nav.places').waitFor();
      await settled();
    },
  },
  {
    name: 'statement',
    as: CLERK,
    open: ({ go, story: { invoiced } }) => go(`/statements/${invoiced.month}`),
  },
  {
    name: 'activity',
    as: CLERK,
    open: async ({ go, page }) => {
      await go('/activity?user=grace&operation=ORDER_PLACED');
      await page.locator('tbody details summary').first().click();
    },
  },
  { name: 'activity-users', as: CLERK, open: ({ go }) => go('/activity/users') },
  {
    name: 'activity-users-too-long',
    as: CLERK,
    open: async ({ go, page }) => {
      await go('/activity/users?from=2020-01-01');
      await page.getByRole('alert').waitFor();
    },
  },
];
