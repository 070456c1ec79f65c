import type { Schemas } from '../../../src/api/client';
import { CLERK } from './personas';
import type { Screen, Visit } from './visit';

type Webhook = Schemas['Webhook'];
type Delivery = Schemas['WebhookDelivery'];

const FEED = '01KB9R1V2W3X4Y5Z6A7B8C9D0E';
const AT = '2026-11-21T09:30:00.123Z';
const KEY = 'whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';
const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD1fmwqF7PMzc=';

const ONE: Webhook = {
  webhookId: FEED,
  address: 'https://hooks.contoso.example/keyshelf',
  types: ['dev.keyshelf.order.placed.v1', 'dev.keyshelf.order.cancelled.v1', 'dev.keyshelf.keys.*'],
  description: 'Orders for the ERP',
  state: 'ACTIVE',
  position: 120,
  lastDeliveredAt: AT,
  secrets: [
    { createdAt: AT },
    { createdAt: '2026-10-02T09:30:00.123Z', expiresAt: '2026-11-22T09:30:00.123Z' },
  ],
  publicKeys: [
    { kid: '9fV2bC7dKxQ', key: KEY },
    {
      kid: '3mT0q8yWb1U',
      key: 'whpk_JZ7ANq0rVCvzsm5W6vYIyJUr1R1xLxW5tQ8m0c2yT1E=',
      expiresAt: '2026-11-22T09:30:00.123Z',
    },
  ],
  createdAt: '2026-10-02T09:30:00.123Z',
  changedAt: AT,
};

const FAILING: Webhook = {
  ...ONE,
  failing: {
    since: '2026-11-21T10:12:00.000Z',
    attempts: 3,
    nextAt: '2026-11-21T10:14:40.000Z',
    last: { status: 503 },
  },
};

const OFF: Webhook = {
  ...ONE,
  state: 'OFF',
  off: { reason: 'FAILING', at: '2026-11-24T10:12:00.000Z' },
  failing: {
    since: '2026-11-21T10:12:00.000Z',
    attempts: 17,
    nextAt: '2026-11-24T16:12:00.000Z',
    last: { failure: 'NOT_CONNECTED' },
  },
};

const { lastDeliveredAt: _never, ...NEW } = ONE;

const PAUSED: Webhook = {
  ...NEW,
  webhookId: '01KB9R1V2W3X4Y5Z6A7B8C9D0F',
  address: 'https://events.contoso.example/all',
  types: [],
  state: 'PAUSED',
  position: 124,
};

const delivery = (of: Partial<Delivery>): Delivery => ({
  deliveryId: `01KB9R6B7C8D9E0F1G2H3J4K${of.number}${of.attempt}`,
  number: 121,
  eventId: '01KB9Q5T3M8N4P6R7S9V1W2X3Y',
  type: 'dev.keyshelf.order.placed.v1',
  attempt: 1,
  at: AT,
  took: 'PT0.084S',
  state: 'DELIVERED',
  status: 200,
  ...of,
});

const { status: _, ...lost } = delivery({
  number: 121,
  attempt: 1,
  took: 'PT10S',
  state: 'FAILED',
  failure: 'TIMED_OUT',
});

const DELIVERIES: readonly Delivery[] = [
  delivery({ number: 121, attempt: 3, state: 'FAILED', status: 503, answer: '<h1>Busy</h1>' }),
  delivery({ number: 121, attempt: 2, state: 'FAILED', status: 302, answer: '' }),
  lost,
  delivery({ number: 120, type: 'dev.keyshelf.webhook.pinged.v1', answer: 'OK' }),
  delivery({ number: 118, type: 'dev.keyshelf.sold-keys.listed.v1', took: 'PT1.2S' }),
];

/** Lets the API answer with these webhooks, the first of which has deliveries. */
const given = async ({ page }: Visit, ...items: readonly Webhook[]) => {
  await page.route(/\/v1\/webhooks(\/|$|\?)/, async route => {
    const request = route.request();
    const [, id, more] = /\/v1\/webhooks\/?([^/?]*)\/?([^?]*)/.exec(request.url()) ?? [];
    const json = () => {
      if (request.method() === 'POST') {
        return { ...items[0], secret: SECRET };
      }
      if (more === 'deliveries') {
        return { items: DELIVERIES };
      }
      return id === '' ? { items, lastNumber: 124 } : { ...items[0], lastNumber: 124 };
    };
    await route.fulfill({ json: json() });
  });
};

const one = async (each: Visit, webhook = FAILING) => {
  await given(each, webhook);
  await each.go(`/webhooks/${FEED}`);
  await each.page.locator('main tbody tr').first().waitFor();
};

const dialog = async (each: Visit, button: string) => {
  await each.page.getByRole('button', { name: button, exact: true }).first().click();
  await each.page.locator('dialog[open]').waitFor();
};

const create = async (each: Visit) => {
  await given(each, ONE);
  await each.go('/webhooks');
  await dialog(each, each.words.webhooks.create);
};

const after = ({ page }: Visit) => page.unrouteAll({ behavior: 'wait' });

const ofOne = (name: string, open: (each: Visit) => Promise<unknown>): Screen => ({
  name,
  as: CLERK,
  open: async each => {
    await one(each);
    await open(each);
  },
  after,
});

/** Webhooks and their deliveries. What the API answers is the same in each run. */
export const WEBHOOKS: readonly Screen[] = [
  {
    name: 'webhooks-none',
    as: CLERK,
    open: async each => {
      await given(each);
      await each.go('/webhooks');
    },
    after,
  },
  {
    name: 'webhooks',
    as: CLERK,
    open: async each => {
      await given(each, FAILING, PAUSED, { ...OFF, webhookId: '01KB9R1V2W3X4Y5Z6A7B8C9D0G' });
      await each.go('/webhooks');
    },
    after,
  },
  {
    name: 'new-webhook-dialog',
    as: CLERK,
    open: async each => {
      await create(each);
      await each.page.locator('dialog fieldset fieldset input').first().uncheck();
      await each.page.locator('dialog input[type="url"]').fill('https://hooks.contoso.example/');
      await each.page.locator('dialog button[type="submit"]').click();
      await each.page.locator('dialog [role="alert"]').waitFor();
    },
    after,
  },
  {
    name: 'new-webhook-secret',
    as: CLERK,
    open: async each => {
      await create(each);
      await each.page.locator('dialog input[type="url"]').fill('https://hooks.contoso.example/');
      await each.page.locator('dialog button[type="submit"]').click();
      await each.page.locator('dialog code.secret').waitFor();
    },
    after,
  },
  ofOne('webhook', ({ page }) => page.locator('main tbody details summary').first().click()),
  {
    name: 'webhook-off',
    as: CLERK,
    open: each => one(each, OFF),
    after,
  },
  ofOne('change-webhook-dialog', each => dialog(each, each.words.webhooks.change)),
  ofOne('redeliver-dialog', async each => {
    await dialog(each, each.words.webhooks.redeliver);
    await each.page.locator('dialog input').fill('100');
  }),
  ofOne('redeliver-one-dialog', async ({ page }) => {
    await page.locator('main tbody button').first().click();
    await page.locator('dialog[open]').waitFor();
  }),
  ofOne('webhook-secret-dialog', each => dialog(each, each.words.webhooks.rotate)),
  ofOne('delete-webhook-dialog', each => dialog(each, each.words.webhooks.remove)),
];
