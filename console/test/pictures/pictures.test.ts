import { statSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../src/messages';
import { openBrowser, PICTURE, picture } from '../journeys/browser';
import { SCREENS, type Visit, visit } from '../journeys/screens';

/** What is shown of the partner's screens, in the order of the work. */
const SHOWN = [
  'start',
  'customers',
  'new-customer',
  'customer',
  'billing-given',
  'cart',
  'terms',
  'placed',
  'order-history',
  'order',
  'cancel-dialog',
  'cancelled-dialog',
  'cancel-several-credit',
  'software-opened',
  'link',
  'keys',
  'orders',
  'all-software',
  'support',
  'new-support-request-refund',
  'support-request-decided',
  'invoices',
  'invoice',
  'statement',
  'activity',
  'activity-users',
  'webhooks',
  'webhook',
];

/** What is shown in each other language. */
const IN_EACH_LANGUAGE = ['cart', 'cancel-dialog', 'invoice'];

/** What is shown as on a phone. */
const ON_A_PHONE = ['cart', 'cancel-dialog', 'invoice', 'billing-given'];

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 760 };

const PICTURES = [
  ...SHOWN.map(name => [name, 'en', '', WIDE] as const),
  ...ON_A_PHONE.map(name => [name, 'en', '-phone', PHONE] as const),
  ...(Object.keys(LANGUAGES) as Language[])
    .filter(language => language !== 'en')
    .flatMap(language =>
      IN_EACH_LANGUAGE.map(name => [name, language, `-${language}`, WIDE] as const),
    ),
];

let browser: Browser;
let open: { readonly key: string; readonly visit: Visit } | undefined;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each(PICTURES)('%s %s%s', async (name, language, ending, viewport) => {
  const screen = SCREENS.find(each => each.name === name);
  if (screen === undefined) {
    throw new Error(`no screen is called ${name}`);
  }
  const key = `${screen.as.user} ${language} ${viewport.width}`;
  if (open?.key !== key) {
    await open?.visit.person.context.close();
    open = { key, visit: await visit(browser, screen.as, language, { viewport }) };
  }
  const on = open.visit;
  await screen.open(on);
  // What is faded in is complete at the end.
  await on.page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map(animation => animation.finished)),
  );
  await picture(on.page, `${name}${ending}`);
  const folder = process.env['PICTURES'];
  if (folder !== undefined) {
    expect(statSync(`${folder}/console-${name}${ending}.webp`).size).toBeLessThanOrEqual(PICTURE);
  }
  await screen.after?.(on);
  if (screen.ends) {
    open = undefined;
    await on.person.context.close();
  }
});
