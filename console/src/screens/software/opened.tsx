import type { Schemas } from '../../api/client';
import { useRead } from '../../api/read';
import { useApp, useMay } from '../../app';
import { useMessages } from '../../messages';
import { money } from '../../widgets/format';
import { WhoCould } from '../../widgets/guard';
import { Read } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { Window } from '../orders/window';
import { Files } from './files';
import { Keys } from './keys';

/** An opened row: when it can be cancelled, its files, its keys, and its links. */
export function Opened(props: {
  readonly customerId: string;
  readonly row: Schemas['SoftwareRow'];
}) {
  const { software } = useMessages();
  const { api } = useApp();
  const mayGet = useMay('keys');
  const { customerId, row } = props;
  const { entitlementId } = row;
  const detail = useRead(entitlementId, () =>
    api.GET('/v1/customers/{customerId}/software/{entitlementId}', {
      params: { path: { customerId, entitlementId } },
    }),
  );
  return (
    <div>
      <Facts customerId={customerId} row={row} />
      <Read of={detail.state.value} again={detail.again}>
        {found => (
          <>
            {found.state === 'CANCELLED' && <p>{software.gone}</p>}
            {found.state === 'TERM_ENDED' && <p>{software.ended}</p>}
            {mayGet ? <Files customerId={customerId} found={found} /> : <WhoCould task="keys" />}
            <Keys customerId={customerId} found={found} />
          </>
        )}
      </Read>
    </div>
  );
}

function Facts(props: { readonly customerId: string; readonly row: Schemas['SoftwareRow'] }) {
  const { orders, software, words } = useMessages();
  const mayCancel = useMay('cancellations');
  const { row } = props;
  const order = `/customers/${props.customerId}/orders/${row.orderId}`;
  return (
    <dl>
      <div>
        <dt>{words.order}</dt>
        <dd>
          <a href={order}>
            <code>{row.orderId}</code>
          </a>
          {row.purchaseOrderNumber !== undefined && ` · ${row.purchaseOrderNumber}`}
        </dd>
      </div>
      <div>
        <dt>{words.total}</dt>
        <dd>{money(row.total)}</dd>
      </div>
      <div>
        <dt>{orders.cancellation}</dt>
        <dd>
          <Window state={row.state} terms={row.terms} />{' '}
          {mayCancel && row.links.cancellation !== undefined && (
            <a href={`${order}?cancel=open`}>{orders.cancel}</a>
          )}
        </dd>
      </div>
      {row.termEndsAt !== undefined && (
        <div>
          <dt>{orders.termEnds2}</dt>
          <dd>
            <Time at={row.termEndsAt} />
          </dd>
        </div>
      )}
      {row.reference !== undefined && (
        <div>
          <dt>{words.reference}</dt>
          <dd>{row.reference}</dd>
        </div>
      )}
      {row.hybridBenefit !== undefined && (
        <div>
          <dt>Azure Hybrid Benefit</dt>
          <dd lang="en">{row.hybridBenefit.explanation}</dd>
        </div>
      )}
      {row.cancelledAt !== undefined && (
        <div>
          <dt>{software.cancelledAt}</dt>
          <dd>
            <Time at={row.cancelledAt} />
          </dd>
        </div>
      )}
    </dl>
  );
}
