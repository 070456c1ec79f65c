import { useLocation } from 'preact-iso';
import type { Schemas } from '../../api/client';
import { taxAddedTo } from '../../api/money';
import { useRead } from '../../api/read';
import { useApp, useMay } from '../../app';
import { useMessages } from '../../messages';
import { CustomerPlaces, useCustomer } from '../../widgets/customer';
import { money, number } from '../../widgets/format';
import { For, WhoCould } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Read } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { Slice } from '../activity/slice';
import { CancelDialog } from '../cancellations/cancel-dialog';
import { Window } from './window';

interface Props {
  readonly customerId: string;
  readonly orderId: string;
}

/** One order with its lines, their terms, and what is left of them. */
export default function Order({ customerId, orderId }: Props) {
  const { orders, support } = useMessages();
  const { api } = useApp();
  const { path, query, route } = useLocation();
  const customer = useCustomer(customerId).state.value;
  const name = customer.at === 'done' ? customer.value.companyName : undefined;
  const mayCancel = useMay('cancellations');
  const maySupport = useMay('support');
  const order = useRead(`${customerId} ${orderId}`, () =>
    api.GET('/v1/customers/{customerId}/orders/{orderId}', {
      params: { path: { customerId, orderId } },
    }),
  );
  const read = order.state.value;
  const cancellable = read.at === 'done' && read.value.links.cancellation !== undefined;
  return (
    <Page
      title={orders.order(orderId)}
      about={name ?? ''}
      actions={
        <>
          {cancellable && mayCancel && (
            <a class="go" href={`${path}?cancel=open`}>
              {orders.cancel}
            </a>
          )}
          {maySupport && (
            <a class="go plain" href={`/support/new?customerId=${customerId}&orderId=${orderId}`}>
              {support.create}
            </a>
          )}
        </>
      }
    >
      <For task="orders">
        <CustomerPlaces customerId={customerId} name={name} at="orders" />
        {cancellable && !mayCancel && <WhoCould task="cancellations" />}
        <Read of={read} again={order.again}>
          {each => (
            <>
              <Detail order={each} />
              <Slice about={{ order: orderId }} since={each.placedAt} />
            </>
          )}
        </Read>
        {query['cancel'] !== undefined && mayCancel && (
          <CancelDialog
            customerId={customerId}
            orderId={orderId}
            onOrder={other => route(`/customers/${customerId}/orders/${other}?cancel=open`)}
            onClose={() => {
              route(path, true);
              void order.again();
            }}
          />
        )}
      </For>
    </Page>
  );
}

function Detail({ order }: { readonly order: Schemas['Order'] }) {
  const { orders, words } = useMessages();
  const added = taxAddedTo(order.lines);
  const taxed = order.lines.some(line => line.taxIncluded);
  return (
    <>
      <dl>
        <div>
          <dt>{words.state}</dt>
          <dd>{words.orderStates[order.state]}</dd>
        </div>
        <div>
          <dt>{words.placed}</dt>
          <dd>
            <Time at={order.placedAt} />
          </dd>
        </div>
        <div>
          <dt>{words.placedBy}</dt>
          <dd>{order.placedBy}</dd>
        </div>
        {order.purchaseOrderNumber !== undefined && (
          <div>
            <dt>{words.purchaseOrder}</dt>
            <dd>{order.purchaseOrderNumber}</dd>
          </div>
        )}
        <div>
          <dt>{words.total}</dt>
          <dd>{money(order.total)}</dd>
        </div>
        {added !== undefined && (
          <div>
            <dt>{orders.taxAdded}</dt>
            <dd>{money(added)}</dd>
          </div>
        )}
        {taxed && (
          <div>
            <dt>{orders.tax}</dt>
            <dd>{money(order.tax)}</dd>
          </div>
        )}
        {order.keysOutstanding > 0 && (
          <div>
            <dt>{orders.keysOutstanding}</dt>
            <dd>{number(order.keysOutstanding)}</dd>
          </div>
        )}
      </dl>
      <h2>{orders.lines}</h2>
      <ul class="cards">
        {order.lines.map(line => (
          <Line key={line.line} line={line} customerId={order.customerId} />
        ))}
      </ul>
    </>
  );
}

function Line(props: { readonly line: Schemas['OrderLine']; readonly customerId: string }) {
  const { orders, words } = useMessages();
  const { line } = props;
  return (
    <li>
      <strong>
        {line.productTitle}, {line.skuTitle}
      </strong>
      <p>
        {number(line.quantity)} × {money(line.unitPrice)} = {money(line.total)}
      </p>
      <p>
        {words.softwareStates[line.state]}
        {line.activeQuantity < line.quantity &&
          ` · ${orders.remaining(number(line.activeQuantity), number(line.quantity))}`}
      </p>
      <p class="note">
        <Window state={line.state} terms={line.terms} />
      </p>
      {line.termEndsAt !== undefined && (
        <p class="note">
          {orders.termEnds2}: <Time at={line.termEndsAt} />
        </p>
      )}
      {line.reference !== undefined && (
        <p class="note">
          {words.reference}: {line.reference}
        </p>
      )}
      {line.costCentre !== undefined && (
        <p class="note">
          {words.costCentre}: {line.costCentre}
        </p>
      )}
      <p class="note">
        {orders.edition} {line.terms.edition}
      </p>
      <p>
        <a href={`/customers/${props.customerId}/software?open=${line.entitlementId}`}>
          {orders.software}
        </a>
      </p>
    </li>
  );
}
