import { CLERK } from './personas';
import type { Bought } from './story';
import type { Screen, Visit } from './visit';

const opened = async ({ go, page, settled }: Visit, { customerId, entitlementId }: Bought) => {
  await go(`/customers/${customerId}/software?open=${entitlementId}`);
  await page.locator('details.row[open] dl').waitFor();
  await settled();
};

const chooseFile = async (each: Visit) => {
  const { page, story } = each;
  await opened(each, story.recent);
  const choices = page.locator('details.row[open] form select');
  await choices.nth(0).selectOption('2019');
  await choices.nth(1).selectOption('en-US');
  await choices.nth(2).selectOption('ISO');
  await page.locator('details.row[open] form button[type="submit"]').click();
  await page.locator('details.row[open] section.box').waitFor();
};

const getLink = async (each: Visit) => {
  await chooseFile(each);
  await each.page.locator('section.box').getByRole('button').click();
  await each.page.locator('code.secret').waitFor();
  await each.settled();
};

const showKeys = async (each: Visit) => {
  await opened(each, each.story.recent);
  await each.page.getByRole('button', { name: each.words.software.showKeys }).click();
  await each.page.locator('code.secret').first().waitFor();
};

/** Software with its files, links and keys. */
export const SOFTWARE: readonly Screen[] = [
  {
    name: 'all-software',
    as: CLERK,
    open: ({ go }) => go('/software?windowEndsWithinDays=56'),
  },
  {
    name: 'software',
    as: CLERK,
    open: ({ go, story }) => go(`/customers/${story.northwind}/software`),
  },
  {
    name: 'software-opened',
    as: CLERK,
    open: each => opened(each, each.story.recent),
  },
  {
    name: 'software-cancelled',
    as: CLERK,
    open: each => opened(each, each.story.cancelled),
  },
  { name: 'software-file', as: CLERK, open: chooseFile },
  { name: 'link', as: CLERK, open: getLink },
  { name: 'keys', as: CLERK, open: showKeys },
  {
    name: 'replace-key-dialog',
    as: CLERK,
    open: async each => {
      await showKeys(each);
      await each.page
        .getByRole('button', { name: each.words.software.rotateKey('1'), exact: true })
        .click();
      await each.page.locator('dialog[open]').waitFor();
    },
  },
  {
    name: 'revoke-link-dialog',
    as: CLERK,
    open: async each => {
      await opened(each, each.story.recent);
      await each.page.locator('section td button').first().click();
      await each.page.locator('dialog[open]').waitFor();
    },
  },
  {
    name: 'revoke-links-dialog',
    as: CLERK,
    open: async each => {
      await opened(each, each.story.recent);
      await each.page.getByRole('button', { name: each.words.software.revokeAll }).click();
      await each.page.locator('dialog[open]').waitFor();
    },
  },
];
