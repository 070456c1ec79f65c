import { CLERK, OPERATOR } from './personas';
import type { Screen, Visit } from './visit';

/** A pool of the samples of which the story sold nothing. */
export const POOL = '/operator/stock/sql-server-2017-standard';

/** A batch of which the story sold one key. */
export const BATCH = '/operator/stock/windows-server-2019-datacenter/batches/2026-11';

const request = ({ go, story }: Visit) =>
  go(`/operator/partners/partner-a/support/${story.request}`);

const openDialog = async ({ page, settled }: Visit, button: string) => {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.locator('dialog[open] form').waitFor();
  await settled();
};

const changeOf = (action: 'QUARANTINE' | 'MOVE' | 'WITHDRAW'): Screen => ({
  name: `operator-${action.toLowerCase()}`,
  as: OPERATOR,
  open: async each => {
    await each.go(POOL);
    await openDialog(each, each.desk.stock.actions[action]);
  },
});

/** The operator's desk. */
export const DESK: readonly Screen[] = [
  { name: 'operator-queue', as: OPERATOR, open: ({ go }) => go('/operator') },
  {
    name: 'operator-queue-empty',
    as: OPERATOR,
    open: async ({ go, page, settled }) => {
      await go('/operator');
      await page.locator('search select').selectOption('CLOSED');
      await page.locator('main .empty').waitFor();
      await settled();
    },
    after: ({ page }) => page.locator('search button').click(),
  },
  {
    name: 'operator-queue-wrong',
    as: OPERATOR,
    open: async ({ go, page, settled }) => {
      await go('/operator');
      await page.locator('search input').fill('Contoso Resale');
      await page.locator('search .fault').waitFor();
      await settled();
    },
    after: ({ page }) => page.locator('search input').fill(''),
  },
  { name: 'operator-request', as: OPERATOR, open: request },
  {
    name: 'operator-grant',
    as: OPERATOR,
    open: async each => {
      await request(each);
      await openDialog(each, each.desk.request.grant);
    },
  },
  {
    name: 'operator-grant-wrong',
    as: OPERATOR,
    open: async each => {
      await request(each);
      await openDialog(each, each.desk.request.grant);
      await each.page.locator('dialog[open] input:not([type="checkbox"])').first().fill('all');
      await each.page.locator('dialog[open] .fault').waitFor();
    },
  },
  {
    name: 'operator-decline',
    as: OPERATOR,
    open: async each => {
      await request(each);
      await openDialog(each, each.desk.request.decline);
    },
  },
  { name: 'operator-stock', as: OPERATOR, open: ({ go }) => go('/operator/stock') },
  { name: 'operator-pool', as: OPERATOR, open: ({ go }) => go(POOL) },
  ...(['QUARANTINE', 'MOVE', 'WITHDRAW'] as const).map(changeOf),
  {
    name: 'operator-batch',
    as: OPERATOR,
    open: async each => {
      await each.go(BATCH);
      await each.page.getByRole('button', { name: each.desk.stock.showHolders }).click();
      await each.page.locator('main table').waitFor();
      await each.settled();
    },
  },
  { name: 'operator-imports', as: OPERATOR, open: ({ go }) => go('/operator/imports') },
  {
    name: 'operator-report',
    as: OPERATOR,
    open: async ({ go, page, settled }) => {
      await go('/operator/imports');
      await page.locator('tr', { hasText: 'bank-statement' }).locator('a').click();
      await page.locator('main dl').waitFor();
      await settled();
    },
  },
  { name: 'operator-state', as: OPERATOR, open: ({ go }) => go('/operator/state') },
  { name: 'operator-other-desk', as: OPERATOR, open: ({ go }) => go('/customers') },
  { name: 'partner-other-desk', as: CLERK, open: ({ go }) => go('/operator') },
];
