import type { ComponentChildren } from 'preact';
import type { Schemas } from '../../api/client';
import { useMay } from '../../app';
import { useMessages } from '../../messages';
import type { Messages } from '../../messages/en';
import { list } from '../../widgets/format';

export type ActivityRecord = Schemas['ActivityRecord'];

/** Who did it: a user, an operator, a schedule, or the holder of a link. */
export function Actor(props: {
  readonly of: ActivityRecord;
  readonly link: (user: string) => string;
}) {
  const { activity } = useMessages();
  const { actor } = props.of;
  if ('operator' in actor) {
    return <>{activity.operator(actor.operator)}</>;
  }
  if ('schedule' in actor) {
    return <span title={actor.schedule}>{activity.schedule}</span>;
  }
  if ('user' in actor) {
    return (
      <a href={props.link(actor.user)} title={actor.user}>
        {actor.displayName ?? actor.user}
      </a>
    );
  }
  return <>{activity.linkHolder(actor.sourceIp)}</>;
}

/** Returns a reason in the person's language: its code is translated, the user's own words are not. */
export function reasonOf(reason: string, messages: Messages): string {
  const [code = '', ...rest] = reason.split(':');
  const known: Record<string, string> = {
    ...messages.problems,
    ...messages.words.linkStates,
    CANCELLED: messages.words.softwareStates.CANCELLED,
    SESSION_OVER: messages.activity.sessionOver,
    FILE_UNVERIFIED: messages.activity.fileUnverified,
    ...messages.cancellation.reasons,
    ...messages.software.rotateReasons,
  };
  const text = known[code];
  return text === undefined ? reason : [text, ...rest].join(':');
}

/** Returns the names of the members that a change changed, as the screens of customers and webhooks have them. */
export function changedOf(
  names: readonly Schemas['ChangedMember'][],
  { words, customers, activity }: Messages,
): string[] {
  const known: Readonly<Record<Schemas['ChangedMember'], string>> = {
    companyName: customers.company,
    domain: words.domain,
    tenantId: words.tenant,
    market: words.market,
    contact: customers.contact,
    billing: customers.billing,
    state: words.state,
    ...activity.webhookMembers,
  };
  return names.map(name => known[name]);
}

/** Everything that a record says beyond its row. */
export function Details(props: {
  readonly of: ActivityRecord;
  readonly customerLink: ((customer: string) => string) | undefined;
}) {
  const { of, customerLink } = props;
  const messages = useMessages();
  const { activity, words } = messages;
  const mayOrders = useMay('orders');
  const maySupport = useMay('support');
  const { actor } = of;
  const orderPage =
    mayOrders && of.customerId !== undefined && of.orderId !== undefined
      ? `/customers/${of.customerId}/orders/${of.orderId}`
      : undefined;
  const rows: readonly (readonly [string, ComponentChildren])[] = [
    [words.reason, of.reason === undefined ? undefined : reasonOf(of.reason, messages)],
    [words.order, orderPage === undefined ? of.orderId : <a href={orderPage}>{of.orderId}</a>],
    [words.product, of.productId],
    [words.file, of.fileName],
    [
      activity.keys,
      of.keys === undefined
        ? undefined
        : list(
            of.keys.map(key => activity.key(String(key.ordinal), key.lastFive)),
            'conjunction',
          ),
    ],
    [
      activity.changed,
      of.changed === undefined ? undefined : list(changedOf(of.changed, messages), 'conjunction'),
    ],
    [activity.linkId, of.linkId],
    [activity.webhookId, of.webhookId],
    [activity.linkMadeBy, of.linkCreatedBy],
    [
      activity.request,
      maySupport && of.supportRequestId !== undefined ? (
        <a href={`/support/${of.supportRequestId}`}>{of.supportRequestId}</a>
      ) : (
        of.supportRequestId
      ),
    ],
    [activity.detail, of.detail],
    [activity.application, 'application' in actor ? actor.application : undefined],
    [activity.address, 'sourceIp' in actor ? actor.sourceIp : undefined],
    [activity.program, 'userAgent' in actor ? actor.userAgent : undefined],
    [activity.requestId, of.requestId],
  ];
  return (
    <details>
      <summary>{activity.details}</summary>
      <dl>
        {rows
          .filter(([, value]) => value !== undefined && value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {customerLink !== undefined && of.customerId !== undefined && (
        <p>
          <a href={customerLink(of.customerId)}>{activity.onlyThis}</a>
        </p>
      )}
    </details>
  );
}
