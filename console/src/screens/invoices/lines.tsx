import type { ComponentChildren } from 'preact';
import type { Schemas } from '../../api/client';
import { negated } from '../../api/money';
import type { Listing, Reading } from '../../api/read';
import { useMay } from '../../app';
import { useMessages } from '../../messages';
import { useInvoices } from '../../messages/invoices';
import { money, month, number } from '../../widgets/format';
import { Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';

type Entry = Schemas['LedgerEntry'];

export interface Row {
  readonly entry: Entry;
  readonly line: Entry['lines'][number];
}

/** Returns a row for each line of the entries. */
export function rowsOf(entries: readonly Entry[]): readonly Row[] {
  return entries.flatMap(entry => entry.lines.map(line => ({ entry, line })));
}

/** The lines of a month's invoices, each with what it stands for. Credits are negative. */
export function Lines(props: {
  readonly of: Reading<Listing<Row>>;
  readonly again: () => void;
  readonly more: () => void;
}) {
  const invoices = useInvoices();
  const { words } = useMessages();
  const may = useMay('customers');
  const signed = ({ entry }: Row, amount: Schemas['Money']) =>
    money(entry.kind === 'CREDIT_NOTE' ? negated(amount) : amount);
  return (
    <Table
      of={props.of}
      again={props.again}
      more={props.more}
      caption={invoices.lines}
      empty={<p>{invoices.noLines}</p>}
      id={({ entry, line }) => `${entry.id}-${line.line}`}
      columns={[
        { title: invoices.date, cell: ({ entry }) => <Time at={entry.at} /> },
        { title: words.kind, cell: ({ entry }) => invoices.entries[entry.kind] },
        {
          title: words.customer,
          cell: ({ entry }) => {
            const name = entry.customerName ?? entry.customerId;
            return may ? <a href={`/customers/${entry.customerId}`}>{name}</a> : name;
          },
        },
        {
          title: words.product,
          cell: row => (
            <>
              {row.line.title}
              <Meaning of={row} />
            </>
          ),
        },
        { title: words.purchaseOrder, cell: ({ entry }) => entry.purchaseOrderNumber ?? '' },
        { title: words.reference, cell: ({ line }) => line.reference ?? '' },
        { title: words.quantity, number: true, cell: ({ line }) => number(line.quantity) },
        { title: invoices.net, number: true, cell: row => signed(row, row.line.net) },
        {
          title: words.total,
          number: true,
          cell: row => (row.line.gross === undefined ? '' : signed(row, row.line.gross)),
        },
      ]}
    />
  );
}

/** The calculation of a line, and where the purchase is. */
function Meaning({ of }: { readonly of: Row }) {
  const invoices = useInvoices();
  const { orders, words } = useMessages();
  const mayOrders = useMay('orders');
  const { entry, line } = of;
  const order = <code>{entry.orderId}</code>;
  const rows: readonly (readonly [string, ComponentChildren])[] = [
    [invoices.calculation, <span lang="en">{line.explanation}</span>],
    [
      words.order,
      mayOrders ? (
        <a href={`/customers/${entry.customerId}/orders/${entry.orderId}`}>{order}</a>
      ) : (
        order
      ),
    ],
    [words.costCentre, line.costCentre],
    [words.reason, entry.reason],
    [
      invoices.chargedOn,
      entry.chargeInvoiceMonth === undefined ? undefined : (
        <a href={`/invoices/${entry.chargeInvoiceMonth}`}>
          {entry.chargeInvoice ?? invoices.notIssued(month(entry.chargeInvoiceMonth))}
        </a>
      ),
    ],
    [invoices.termStarts, line.termStartsAt && <Time at={line.termStartsAt} />],
    [orders.termEnds2, line.termEndsAt && <Time at={line.termEndsAt} />],
    [invoices.tax, line.taxMode === undefined ? undefined : invoices.taxModes[line.taxMode]],
    [orders.edition, line.terms],
  ];
  return (
    <details>
      <summary>{invoices.standsFor}</summary>
      <dl>
        {rows
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </details>
  );
}
