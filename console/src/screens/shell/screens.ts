import type { ComponentType } from 'preact';

/** Loads the files of a screen. */
export type Load = () => Promise<{ readonly default: ComponentType<never> }>;

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

/** The screens of a partner's users. */
export const SCREENS: Screens = [
  ['/customers', () => import('../customers/customers')],
  ['/customers/new', () => import('../customers/new-customer')],
  ['/customers/:customerId', () => import('../customers/customer')],
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
  ['/invoices', () => import('../invoices/invoices')],
  ['/invoices/:month', () => import('../invoices/invoice-month')],
  ['/statements/:month', () => import('../invoices/statement')],
  ['/activity', () => import('../activity/activity')],
  ['/activity/users', () => import('../activity/users')],
];

/** Returns how the files of the screen at a path are loaded; undefined if it has none of its own. */
export function loadOf(path: string, screens = SCREENS): Load | undefined {
  const parts = path.split('/').filter(part => part !== '');
  return screens.find(([pattern]) => {
    const wanted = pattern.split('/').filter(part => part !== '');
    return (
      wanted.length === parts.length &&
      wanted.every((part, index) => part.startsWith(':') || part === parts[index])
    );
  })?.[1];
}
