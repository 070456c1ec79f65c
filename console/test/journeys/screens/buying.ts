import { randomUUID } from 'node:crypto';
import { CLERK } from './personas';
import type { Bought } from './story';
import type { Screen, Visit } from './visit';

const orderOf = ({ customerId, orderId }: Bought) => `/customers/${customerId}/orders/${orderId}`;

const addToCart = async ({ go, page, story }: Visit) => {
  await go(`/customers/${story.northwind}/add-products?search=sql%202019`);
  await page.locator('.sku button').first().click();
  await page.locator('form.cart fieldset').waitFor();
};

const review = async (each: Visit) => {
  await addToCart(each);
  await each.page.getByLabel(each.words.words.purchaseOrder).fill('PO-4711');
  await each.page.getByRole('button', { name: each.words.catalogue.review }).click();
  await each.page.locator('section[aria-labelledby="terms"]').waitFor();
  await each.settled();
};

const placed = async (each: Visit) => {
  await review(each);
  await each.page.getByRole('button', { name: each.words.catalogue.place }).click();
  await each.page.locator('#placed').waitFor();
};

const cancelDialog = async (each: Visit, order: Bought) => {
  await each.go(`${orderOf(order)}?cancel=open`);
  await each.page.locator('dialog[open] fieldset').first().waitFor();
  await each.settled();
};

const choose = async ({ go, page, story, words }: Visit, count: number) => {
  await go(`/customers/${story.northwind}/cancel`);
  for (let at = 0; at < count; at++) {
    await page.locator('main input[type="checkbox"]').nth(at).check();
  }
  await page.getByRole('button', { name: words.cancellation.quotes }).click();
};

/** Customers, the catalogue, orders, and their cancellation. */
export const BUYING: readonly Screen[] = [
  { name: 'customers', as: CLERK, open: ({ go }) => go('/customers?name=northwind') },
  { name: 'customers-none', as: CLERK, open: ({ go }) => go('/customers?name=nobody') },
  { name: 'new-customer', as: CLERK, open: ({ go }) => go('/customers/new') },
  {
    name: 'new-customer-refused',
    as: CLERK,
    open: async ({ go, page, words }) => {
      await go('/customers/new');
      await page.getByLabel(words.customers.company).fill('Wingtip Toys');
      await page.getByLabel(words.words.domain).fill('no domain');
      await page.getByLabel(words.words.tenant).fill(randomUUID());
      await page.getByLabel(words.words.market).fill('US');
      await page.getByRole('button', { name: words.customers.create }).click();
      await page.locator('[aria-invalid="true"]').waitFor();
    },
  },
  {
    name: 'customer',
    as: CLERK,
    open: ({ go, story }) => go(`/customers/${story.northwind}`),
  },
  {
    name: 'billing',
    as: CLERK,
    open: ({ go, story }) => go(`/customers/${story.northwind}/billing`),
  },
  {
    name: 'billing-given',
    as: CLERK,
    open: ({ go, story }) => go(`/customers/${story.alpine}/billing`),
  },
  {
    name: 'billing-refused',
    as: CLERK,
    open: async ({ go, page, story }) => {
      await go(`/customers/${story.northwind}/billing`);
      const inputs = page.locator('main form input');
      // The name, the city, the country and a VAT number without its form.
      for (const [place, text] of [
        [0, 'Northwind Handels GmbH'],
        [1, 'Graz'],
        [4, 'AT'],
        [5, 'ATU1'],
      ] as const) {
        await inputs.nth(place).fill(text);
      }
      await page.locator('main form textarea').first().fill('Musterweg 5');
      await page.locator('main form button[type="submit"]').click();
      await page.locator('[aria-invalid="true"]').waitFor();
    },
  },
  {
    name: 'customer-activity',
    as: CLERK,
    open: async ({ go, page, settled, story }) => {
      await go(`/customers/${story.alpine}`);
      await page.locator('main details.row > summary').click();
      await page.locator('main details.row tbody tr').first().waitFor();
      await settled();
    },
  },
  {
    name: 'add-products',
    as: CLERK,
    open: ({ go, story }) => go(`/customers/${story.northwind}/add-products?include=unavailable`),
  },
  { name: 'cart', as: CLERK, open: addToCart },
  { name: 'terms', as: CLERK, open: review },
  {
    name: 'placed',
    as: CLERK,
    open: placed,
  },
  {
    name: 'order-history',
    as: CLERK,
    open: ({ go, story }) => go(`/customers/${story.alpine}/orders`),
  },
  { name: 'order', as: CLERK, open: ({ go, story }) => go(orderOf(story.partly)) },
  { name: 'order-cancelled', as: CLERK, open: ({ go, story }) => go(orderOf(story.cancelled)) },
  {
    name: 'cancel-choose-dialog',
    as: CLERK,
    open: async ({ go, page, settled, story }) => {
      await go(`/customers/${story.northwind}/orders?cancel=choose`);
      await page.locator('dialog[open] select').waitFor();
      await settled();
    },
  },
  {
    name: 'cancel-dialog',
    as: CLERK,
    open: each => cancelDialog(each, each.story.partly),
  },
  {
    name: 'cancel-passed-dialog',
    as: CLERK,
    open: each => cancelDialog(each, each.story.old),
  },
  {
    name: 'cancelled-dialog',
    as: CLERK,
    open: async each => {
      await placed(each);
      const order = await each.page.locator('#placed ~ p code').innerText();
      await cancelDialog(each, {
        customerId: each.story.northwind,
        orderId: order,
        entitlementId: '',
      });
      await each.page.locator('dialog .box input[type="checkbox"]').check();
      await each.page
        .locator('dialog')
        .getByRole('button', { name: each.words.cancellation.submit })
        .click();
      await each.page.locator('dialog section.box h3').waitFor();
    },
  },
  {
    name: 'cancel-several',
    as: CLERK,
    open: ({ go, story }) => go(`/customers/${story.northwind}/cancel`),
  },
  {
    name: 'cancel-several-credit',
    as: CLERK,
    open: async each => {
      await choose(each, 3);
      await each.page.locator('main form .line').first().waitFor();
    },
  },
  {
    name: 'cancel-several-results',
    as: CLERK,
    open: async each => {
      await placed(each);
      await choose(each, 1);
      await each.page.locator('main form .box input[type="checkbox"]').check();
      await each.page.locator('main form button[type="submit"]').click();
      await each.page
        .getByRole('heading', { level: 2, name: each.words.cancellation.results })
        .waitFor();
    },
  },
  {
    name: 'orders',
    as: CLERK,
    open: ({ go }) => go('/orders?purchaseOrderNumber=PO-2041'),
  },
  {
    name: 'orders-ending',
    as: CLERK,
    open: ({ go }) => go('/orders?windowEndsWithinDays=56'),
  },
];
