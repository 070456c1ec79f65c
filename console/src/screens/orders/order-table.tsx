import { useMemo } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import type { Listing, Reading } from '../../api/read';
import { useMessages } from '../../messages';
import type { Messages } from '../../messages/en';
import { money } from '../../widgets/format';
import { type Column, Table } from '../../widgets/reading';
import { Left, Time } from '../../widgets/time';

export const ORDER_STATES = ['ACTIVE', 'PARTIALLY_CANCELLED', 'CANCELLED'] as const;

/** Orders as rows: those of one customer, or of all. */
export function OrderTable(props: {
  readonly of: Reading<Listing<Schemas['OrderSummary']>>;
  readonly again: () => void;
  readonly more: () => void;
  readonly caption: string;
  readonly filtered: boolean;
  readonly ends?: boolean;
  readonly customers?: boolean;
}) {
  const messages = useMessages();
  const { orders, shell } = messages;
  const { ends, customers } = props;
  const columns = useMemo(() => columnsOf(messages, ends, customers), [messages, ends, customers]);
  return (
    <Table
      of={props.of}
      again={props.again}
      more={props.more}
      caption={props.caption}
      steady
      empty={<p>{props.filtered ? shell.nothingFound : orders.none}</p>}
      id={each => each.orderId}
      columns={columns}
    />
  );
}

function columnsOf(
  { orders, words }: Messages,
  ends: boolean | undefined,
  customers: boolean | undefined,
): readonly Column<Schemas['OrderSummary']>[] {
  const optional = <T,>(on: boolean | undefined, column: T): T[] => (on ? [column] : []);
  return [
    {
      title: words.order,
      wide: true,
      cell: each => (
        <a href={`/customers/${each.customerId}/orders/${each.orderId}`}>
          <code>{each.orderId}</code>
        </a>
      ),
    },
    ...optional(customers, {
      title: words.customer,
      cell: (each: Schemas['OrderSummary']) => (
        <a href={`/customers/${each.customerId}`}>
          {each.customer?.companyName ?? each.customerId}
        </a>
      ),
    }),
    ...optional(ends, {
      title: orders.ends,
      cell: (each: Schemas['OrderSummary']) =>
        each.endsAt === undefined ? '' : <Left until={each.endsAt} />,
    }),
    { title: words.placed, cell: each => <Time at={each.placedAt} /> },
    { title: words.purchaseOrder, cell: each => each.purchaseOrderNumber ?? '' },
    { title: words.state, cell: each => words.orderStates[each.state] },
    { title: words.total, number: true, cell: each => money(each.total) },
  ];
}
