import type { ComponentType } from 'preact';
import { type Apart, loadApart } from '../../messages/languages';
import { wantedLanguage } from '../../messages/names';
import { fits } from '../../paths';

/** Loads the files of a screen. */
export type Load = () => Promise<{ readonly default: ComponentType<never> }>;

/** A screen, and how its messages are spoken. */
interface Speaking {
  readonly default: ComponentType<never>;
  readonly speak: () => Promise<void>;
}

/** The screens whose files were loaded before anything was shown. */
const loaded = new Map<Load, ComponentType<never>>();

/** Loads the files of a screen before it is shown. */
export async function loadEarly(load: Load): Promise<void> {
  loaded.set(load, (await load()).default);
}

/** Returns a screen that was loaded before it is shown; undefined if its files have not arrived. */
export function loadedEarly(load: Load): ComponentType<never> | undefined {
  return loaded.get(load);
}

/** Screens with files of their own, by their addresses. The first that fits is shown. */
export type Screens = readonly (readonly [path: string, load: Load])[];

/** Loads the files of a screen together with the messages that only such screens need, and speaks these. */
const speaking =
  (part: keyof Apart, load: () => Promise<Speaking>): Load =>
  async () => {
    const [screen] = await Promise.all([load(), loadApart(part, wantedLanguage())]);
    await screen.speak();
    return screen;
  };

const WEBHOOKS = speaking('webhooks', () => import('../webhooks/webhooks'));

/** The screens of a partner's users. */
export const SCREENS: Screens = [
  ['/customers', () => import('../customers/customers')],
  ['/customers/new', () => import('../customers/new-customer')],
  ['/customers/:customerId', () => import('../customers/customer')],
  ['/customers/:customerId/billing', speaking('billing', () => import('../billing/billing'))],
  ['/customers/:customerId/add-products', () => import('../catalogue/add-products')],
  ['/customers/:customerId/orders', () => import('../orders/history')],
  ['/customers/:customerId/orders/:orderId', () => import('../orders/order')],
  ['/customers/:customerId/software', () => import('../software/software')],
  ['/customers/:customerId/cancel', () => import('../cancellations/several')],
  ['/orders', () => import('../orders/orders')],
  ['/software', () => import('../software/all-software')],
  ['/support', () => import('../support/requests')],
  ['/support/new', () => import('../support/new-request')],
  ['/support/:requestId', () => import('../support/request')],
  ['/invoices', speaking('invoices', () => import('../invoices/invoices'))],
  ['/invoices/:month', speaking('invoices', () => import('../invoices/invoice-month'))],
  ['/statements/:month', speaking('invoices', () => import('../invoices/statement'))],
  ['/activity', () => import('../activity/activity')],
  ['/activity/users', () => import('../activity/users')],
  ['/webhooks', WEBHOOKS],
  ['/webhooks/:webhookId', WEBHOOKS],
];

/** Returns how the files of the screen at a path are loaded; undefined if it has none of its own. */
export function loadOf(path: string, screens = SCREENS): Load | undefined {
  return screens.find(([pattern]) => fits(pattern, path))?.[1];
}
