import { useRead } from '../../api/read';
import { useApp } from '../../app';
import { useInvoices } from '../../messages/invoices';
import { money } from '../../widgets/format';
import { Read, Table } from '../../widgets/reading';

/** What the partner owes, by currency, and what it is made of. */
export function BalanceTable() {
  const invoices = useInvoices();
  const { api } = useApp();
  const balance = useRead('balance', () => api.GET('/v1/balance'));
  return (
    <Read of={balance.state.value} again={balance.again}>
      {({ items }) => (
        <>
          <Table
            of={{ at: 'done', value: { items, next: undefined, loadingMore: false } }}
            again={balance.again}
            more={() => undefined}
            caption={invoices.balance}
            empty={<p>{invoices.noBalance}</p>}
            id={each => each.currency}
            columns={[
              { title: invoices.currency, cell: each => each.currency },
              { title: invoices.invoiced, number: true, cell: each => money(each.invoiced) },
              { title: invoices.paid, number: true, cell: each => money(each.paid) },
              { title: invoices.paidOut, number: true, cell: each => money(each.paidOut) },
              { title: invoices.open, number: true, cell: each => money(each.open) },
              { title: invoices.carried, number: true, cell: each => money(each.carried) },
              { title: invoices.balance, number: true, cell: each => money(each.balance) },
            ]}
          />
          {items.length > 0 && <p class="note">{invoices.balanceNote}</p>}
        </>
      )}
    </Read>
  );
}
