import type { Schemas } from '../../api/client';
import type { WebhookMessages } from '../../messages/webhooks';

type Operation = Schemas['Operation'];
type Group = Exclude<keyof WebhookMessages['groups'], 'others'>;

/** A type of event that the feed of a partner can have, and the operation of the log that it tells of. */
export interface EventType {
  readonly type: string;
  readonly operation: Operation;
}

const as = (name: string, operation: Operation): EventType => ({
  type: `dev.keyshelf.${name}.v1`,
  operation,
});

/** The types that are offered, by group. Those of operators on stock and files are in the house's feed. */
export const GROUPS: readonly (readonly [Group, readonly EventType[]])[] = [
  [
    'customers',
    [
      as('customer.created', 'CUSTOMER_CREATED'),
      as('customer.changed', 'CUSTOMER_CHANGED'),
      as('contact.erased', 'CONTACT_ERASED'),
    ],
  ],
  ['orders', [as('order.placed', 'ORDER_PLACED'), as('order.cancelled', 'ORDER_CANCELLED')]],
  [
    'keys',
    [
      as('keys.reserved', 'KEYS_RESERVED'),
      as('keys.issued', 'KEYS_ISSUED'),
      as('keys.revealed', 'KEYS_REVEALED'),
      as('key.rotated', 'KEY_ROTATED'),
      as('key.looked-up', 'KEY_LOOKED_UP'),
    ],
  ],
  [
    'links',
    [
      as('link.created', 'LINK_CREATED'),
      as('link.revoked', 'LINK_REVOKED'),
      as('links.revoked', 'LINKS_REVOKED'),
      as('download.started', 'DOWNLOAD_STARTED'),
      as('download.refused', 'DOWNLOAD_REFUSED'),
    ],
  ],
  [
    'support',
    [
      as('support-request.created', 'SUPPORT_REQUEST_CREATED'),
      as('support-request.noted', 'SUPPORT_REQUEST_NOTED'),
      as('support-request.attached', 'SUPPORT_REQUEST_ATTACHED'),
      as('support-request.read', 'SUPPORT_REQUEST_READ'),
      as('support-request.decided', 'SUPPORT_REQUEST_DECIDED'),
      as('support-request.closed', 'SUPPORT_REQUEST_CLOSED'),
    ],
  ],
  [
    'resale',
    [
      as('price-list.set', 'PRICE_LIST_SET'),
      as('price-list-version.removed', 'PRICE_LIST_VERSION_REMOVED'),
    ],
  ],
  ['documents', [as('document.rendered', 'DOCUMENT_RENDERED')]],
  ['access', [as('access.refused', 'ACCESS_REFUSED'), as('activity.read', 'ACTIVITY_READ')]],
  [
    'webhooks',
    [
      as('webhook.created', 'WEBHOOK_CREATED'),
      as('webhook.changed', 'WEBHOOK_CHANGED'),
      as('webhook.deleted', 'WEBHOOK_DELETED'),
      as('webhook.pinged', 'WEBHOOK_PINGED'),
      as('webhook.redelivery-requested', 'WEBHOOK_REDELIVERY_REQUESTED'),
      as('webhook.stopped', 'WEBHOOK_STOPPED'),
    ],
  ],
];

/** All types that are offered, in their order. */
export const OFFERED: readonly EventType[] = GROUPS.flatMap(([, types]) => types);

/** Returns those of a webhook's types that are not offered, such as patterns that a program chose. */
export function othersOf(types: readonly string[]): readonly string[] {
  return types.filter(type => OFFERED.every(each => each.type !== type));
}

/** Returns the types with one added or left out: the offered ones in their order, then the others. */
export function toggled(types: readonly string[], type: string, on: boolean): readonly string[] {
  const chosen = on ? [...types, type] : types.filter(each => each !== type);
  const offered = OFFERED.map(each => each.type).filter(each => chosen.includes(each));
  return [...offered, ...new Set(othersOf(chosen))];
}

/** Returns what a type tells of in the words of the log; undefined for a pattern or an unknown type. */
export function nameOf(
  type: string,
  operations: Readonly<Record<Operation, string>>,
): string | undefined {
  const found = OFFERED.find(each => each.type === type);
  return found && operations[found.operation];
}
