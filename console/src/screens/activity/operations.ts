import type { Schemas } from '../../api/client';

export type Operation = Schemas['Operation'];

/** The preset of the operations by which somebody saw keys or downloaded. */
export const KEYS_OR_DOWNLOADS = 'KEYS_OR_DOWNLOADS' as const;

/** The operations in the log of a partner. Those of operators on stock and files are in the house's log. */
export const OPERATIONS: readonly Operation[] = [
  'CUSTOMER_CREATED',
  'CUSTOMER_CHANGED',
  'CONTACT_ERASED',
  'ORDER_PLACED',
  'ORDER_CANCELLED',
  'KEYS_RESERVED',
  'KEYS_ISSUED',
  'KEYS_REVEALED',
  'KEY_ROTATED',
  'KEY_LOOKED_UP',
  'LINK_CREATED',
  'LINK_REVOKED',
  'LINKS_REVOKED',
  'DOWNLOAD_STARTED',
  'DOWNLOAD_REFUSED',
  'SUPPORT_REQUEST_CREATED',
  'SUPPORT_REQUEST_NOTED',
  'SUPPORT_REQUEST_ATTACHED',
  'SUPPORT_REQUEST_READ',
  'SUPPORT_REQUEST_DECIDED',
  'SUPPORT_REQUEST_CLOSED',
  'PRICE_LIST_SET',
  'PRICE_LIST_VERSION_REMOVED',
  'DOCUMENT_RENDERED',
  'WEBHOOK_CREATED',
  'WEBHOOK_CHANGED',
  'WEBHOOK_DELETED',
  'WEBHOOK_PINGED',
  'WEBHOOK_REDELIVERY_REQUESTED',
  'WEBHOOK_STOPPED',
  'ACCESS_REFUSED',
  'ACTIVITY_READ',
];

export const OUTCOMES = ['DONE', 'REFUSED'] as const;
