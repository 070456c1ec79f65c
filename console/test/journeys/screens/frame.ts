import { BASE, loseAndLeave } from '../browser';
import { CLERK, REFERRER } from './personas';
import { type Screen, untilShown, type Visit } from './visit';

const COMMAND = '**/v1/customers';

const send = async ({ page, words }: Visit) => {
  await page.getByLabel(words.customers.company).fill('Wingtip Toys');
  await page.getByLabel(words.words.domain).fill('wingtiptoys.example');
  await page.getByLabel(words.words.tenant).fill('72f988bf-86f1-41af-91ab-2d7cd011db47');
  await page.getByLabel(words.words.market).fill('US');
  await page.getByRole('button', { name: words.customers.create }).click();
  await page.locator('main .note', { hasText: words.shell.lostAskingAgain }).waitFor();
};

/** The frame around the screens, and what it shows when something is wrong. */
export const FRAME: readonly Screen[] = [
  {
    name: 'sign-in',
    as: CLERK,
    open: async ({ page, person }) => {
      await person.context.clearCookies();
      await page.goto(`${BASE}/`);
      await page.locator('form[method="post"] input[name="user"]').waitFor();
    },
    ends: true,
  },
  { name: 'start', as: CLERK, open: ({ go }) => go('/') },
  { name: 'start-other-roles', as: REFERRER, open: ({ go }) => go('/') },
  { name: 'not-allowed', as: REFERRER, open: ({ go }) => go('/customers') },
  {
    name: 'menu',
    as: CLERK,
    open: async ({ go, page }) => {
      await go('/');
      await page.locator('.settings summary').click();
      await page.locator('.settings .menu').waitFor();
    },
    after: ({ page }) => page.locator('.settings summary').click(),
  },
  { name: 'not-found', as: CLERK, open: ({ go }) => go('/elsewhere') },
  {
    name: 'offline',
    as: CLERK,
    open: async ({ go, page, person, words }) => {
      await go('/');
      await person.context.setOffline(true);
      await page.getByText(words.shell.offline).waitFor();
    },
    after: ({ person }) => person.context.setOffline(false),
  },
  {
    name: 'not-loaded',
    as: CLERK,
    open: async ({ go, page }) => {
      await go('/activity?customer=nobody');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'screen-failed',
    as: CLERK,
    open: async ({ load, page, words }) => {
      await load('/');
      await page.route('**/assets/*.js', route => route.abort());
      await page.locator('nav a[href="/orders"]').click();
      await page.getByRole('heading', { level: 1, name: words.shell.broken }).waitFor();
    },
    ends: true,
  },
  {
    name: 'asking-again',
    as: CLERK,
    open: async each => {
      await each.go('/customers/new');
      await loseAndLeave(each.page, COMMAND);
      await send(each);
    },
    ends: true,
  },
  {
    name: 'no-answer',
    as: CLERK,
    open: async each => {
      const { page, words } = each;
      await each.go('/customers/new');
      await page.clock.install();
      await page.route(COMMAND, route => route.abort('connectionreset'));
      await send(each);
      const again = page.getByRole('alert').getByRole('button', { name: words.shell.askAgain });
      await untilShown(page, again);
      await page.clock.resume();
    },
    ends: true,
  },
  {
    name: 'command-waiting',
    as: CLERK,
    open: async each => {
      await each.go('/customers/new');
      await loseAndLeave(each.page, COMMAND);
      await send(each);
      await each.go('/');
      await each.page.locator('.banner', { hasText: each.words.customers.create }).waitFor();
    },
    ends: true,
  },
  {
    name: 'session-over',
    as: CLERK,
    open: async ({ load, page, words }) => {
      await load('/');
      await page.route('**/issuer/token', route =>
        route.fulfill({ status: 400, json: { error: 'invalid_grant' } }),
      );
      await page.route('**/v1/**', route => route.fulfill({ status: 401, json: {} }));
      await page.locator('nav a[href="/customers"]').click();
      await page.getByText(words.shell.sessionOver).waitFor();
    },
    ends: true,
  },
  {
    name: 'signed-out',
    as: CLERK,
    open: async ({ page, words }) => {
      await page.locator('.settings summary').click();
      await page.getByRole('button', { name: words.shell.signOut }).click();
      await page.getByRole('heading', { level: 1, name: words.shell.signedOut }).waitFor();
    },
    ends: true,
  },
  {
    name: 'sign-in-failed',
    as: CLERK,
    open: async ({ page, words }) => {
      await page.goto(`${BASE}/signed-in?error=access_denied`);
      await page.getByRole('heading', { level: 1, name: words.shell.signInFailed }).waitFor();
    },
    ends: true,
  },
  {
    name: 'not-started',
    as: CLERK,
    open: async ({ page }) => {
      await page.route('**/config.json', route => route.fulfill({ status: 404 }));
      await page.goto(BASE);
      await page.locator('main.alone button').waitFor();
    },
    ends: true,
  },
];
