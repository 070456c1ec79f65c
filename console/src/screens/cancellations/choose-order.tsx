import { useLayoutEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { ChoiceField, TextField } from '../../widgets/field';
import { instant, money } from '../../widgets/format';
import { Foot, Read } from '../../widgets/reading';

/** The orders of a customer that are not cancelled as a whole, in a list that can be searched. */
export function ChooseOrder(props: {
  readonly customerId: string;
  readonly orderId: string | undefined;
  readonly onOrder: (orderId: string) => void;
}) {
  const { cancellation } = useMessages();
  const { api } = useApp();
  const [search, setSearch] = useState('');
  const { customerId, orderId } = props;
  const orders = useList(customerId, cursor =>
    api.GET('/v1/customers/{customerId}/orders', {
      params: {
        path: { customerId },
        query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
      },
    }),
  );
  const read = orders.state.value;
  const choices = read.at === 'done' ? read.value.items.filter(isOpen) : [];
  const only =
    read.at === 'done' && read.value.next === undefined && choices.length === 1
      ? choices[0]?.orderId
      : undefined;
  useLayoutEffect(() => {
    if (only !== undefined && orderId === undefined) {
      props.onOrder(only);
    }
  }, [only]);
  const textOf = (order: Schemas['OrderSummary']) =>
    [order.orderId, instant(order.placedAt), money(order.total), order.purchaseOrderNumber]
      .filter(part => part !== undefined)
      .join(' · ');
  return (
    <Read of={read} again={orders.again}>
      {listing => {
        const open = listing.items.filter(isOpen);
        const found = open
          .map(order => [order.orderId, textOf(order)] as const)
          .filter(
            ([id, text]) =>
              id === orderId || text.toLowerCase().includes(search.trim().toLowerCase()),
          );
        return (
          <>
            {open.length === 0 && orderId === undefined && <p>{cancellation.noOrders}</p>}
            {open.length > 5 && (
              <TextField
                label={cancellation.searchOrder}
                type="search"
                value={search}
                onValue={setSearch}
              />
            )}
            {open.length > 0 && (
              <ChoiceField
                label={cancellation.order}
                value={orderId ?? ''}
                onValue={chosen => chosen !== '' && props.onOrder(chosen)}
                choices={[
                  ...(orderId === undefined ? [['', cancellation.chooseOrder] as const] : []),
                  ...(orderId !== undefined && !found.some(([id]) => id === orderId)
                    ? [[orderId, orderId] as const]
                    : []),
                  ...found,
                ]}
              />
            )}
            <Foot of={listing} more={orders.more} count={open.length} empty="" />
          </>
        );
      }}
    </Read>
  );
}

function isOpen(order: Schemas['OrderSummary']): boolean {
  return order.state !== 'CANCELLED';
}
