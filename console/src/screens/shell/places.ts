import type { Task } from '../../auth/roles';

interface Place {
  readonly path: string;
  readonly task: Task;
  readonly name:
    | 'customers'
    | 'orders'
    | 'software'
    | 'support'
    | 'invoices'
    | 'activity'
    | 'webhooks';
  /** Whether the entry is in the menu behind the gear, not in the navigation. */
  readonly behindGear?: boolean;
}

/** The entries of the navigation and of the menu behind the gear, and what a person has to be allowed for each. */
export const PLACES: readonly Place[] = [
  { path: '/customers', task: 'customers', name: 'customers' },
  { path: '/orders', task: 'orders', name: 'orders' },
  { path: '/software', task: 'software', name: 'software' },
  { path: '/support', task: 'support', name: 'support' },
  { path: '/invoices', task: 'invoices', name: 'invoices' },
  { path: '/activity', task: 'activity', name: 'activity', behindGear: true },
  { path: '/webhooks', task: 'webhooks', name: 'webhooks', behindGear: true },
];
