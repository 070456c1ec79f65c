import { useMemo } from 'preact/hooks';
import { monthOf } from '../../api/calendar';
import { now } from '../../api/clock';
import { useList } from '../../api/read';
import { useApp, useMay } from '../../app';
import { useMessages } from '../../messages';
import { useInvoices } from '../../messages/invoices';
import { money, month } from '../../widgets/format';
import { For, WhoCould } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { BalanceTable } from './balance';

export { speakOfInvoices as speak } from '../../messages/invoices';

/** The invoices of the partner, the preview of the running month, and the balance. */
export default function Invoices() {
  const invoices = useInvoices();
  const { invoices: place } = useMessages();
  const may = useMay('invoices');
  const running = useMemo(() => monthOf(now.peek()), []);
  return (
    <Page
      title={place.title}
      about={place.about}
      actions={
        may && (
          <a class="go" href={`/invoices/${running}`}>
            {invoices.previewOf(month(running))}
          </a>
        )
      }
    >
      <For task="invoices">
        <Issued />
        <Balance running={running} />
      </For>
    </Page>
  );
}

function Issued() {
  const invoices = useInvoices();
  const { invoices: place, words } = useMessages();
  const { api } = useApp();
  const list = useList('invoices', cursor =>
    api.GET('/v1/invoices', {
      params: { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );
  return (
    <Table
      of={list.state.value}
      again={list.again}
      more={list.more}
      caption={place.title}
      empty={<p>{invoices.none}</p>}
      id={each => `${each.month} ${each.currency}`}
      columns={[
        {
          title: invoices.month,
          cell: each => (
            <a href={`/invoices/${each.month}?currency=${each.currency}`}>
              {month(each.month)}, {each.currency}
            </a>
          ),
        },
        { title: invoices.number, cell: each => each.number ?? '' },
        { title: words.kind, cell: each => invoices.types[each.documentType] },
        {
          title: invoices.issued,
          cell: each => (each.issuedAt === undefined ? '' : <Time at={each.issuedAt} />),
        },
        { title: words.total, number: true, cell: each => money(each.totals.gross) },
        { title: invoices.due, number: true, cell: each => money(each.due) },
      ]}
    />
  );
}

function Balance({ running }: { readonly running: string }) {
  const invoices = useInvoices();
  const may = useMay('balance');
  return (
    <section>
      <h2>{invoices.balance}</h2>
      {may ? (
        <>
          <BalanceTable />
          <p>
            <a href={`/statements/${running}`}>{invoices.statementOf(month(running))}</a>
          </p>
        </>
      ) : (
        <WhoCould task="balance" />
      )}
    </section>
  );
}
