import { isMonth } from '../../api/calendar';
import type { Schemas } from '../../api/client';
import { inJson, useRead } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useInvoices } from '../../messages/invoices';
import { Downloads } from '../../widgets/downloads';
import { money, month as monthName } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Read, Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { Lost } from '../shell/lost';
import { Months } from './months';

export { speakOfInvoices as speak } from '../../messages/invoices';

/** The statement of account of a month: what was invoiced and paid in it. */
export default function Statement({ month }: { readonly month: string }) {
  const invoices = useInvoices();
  const { invoices: place } = useMessages();
  if (!isMonth(month)) {
    return <Lost />;
  }
  return (
    <Page title={invoices.statementOf(monthName(month))}>
      <For task="balance">
        <p>
          <a href="/invoices">{place.title}</a>
        </p>
        <Months at={month} path="/statements" />
        <Content month={month} />
      </For>
    </Page>
  );
}

function Content({ month }: { readonly month: string }) {
  const invoices = useInvoices();
  const { shell } = useMessages();
  const { api } = useApp();
  const statement = useRead(month, () =>
    inJson(api.GET('/v1/statements/{month}', { params: { path: { month } } })),
  );
  const address = `/v1/statements/${month}`;
  const name = `statement-${month}.csv`;
  return (
    <Read of={statement.state.value} again={statement.again}>
      {({ state, accounts }) => (
        <>
          <p class={state === 'OPEN' ? 'banner' : 'note'}>{invoices.statementStates[state]}</p>
          <Downloads
            label={invoices.save}
            formats={[
              {
                text: invoices.formats.PDF,
                address: `${address}/pdf`,
                accept: 'application/pdf',
                name: `statement-${month}.pdf`,
              },
              { text: shell.csv, address, accept: 'text/csv', name },
              { text: shell.csvData, address, accept: 'text/csv; profile=data', name },
              {
                text: shell.json,
                address,
                accept: 'application/json',
                name: `statement-${month}.json`,
              },
            ]}
          />
          {accounts.length === 0 && <p>{invoices.noAccounts}</p>}
          {accounts.map(account => (
            <Account key={account.currency} of={account} />
          ))}
        </>
      )}
    </Read>
  );
}

function Account({ of }: { readonly of: Schemas['StatementAccount'] }) {
  const invoices = useInvoices();
  const { words } = useMessages();
  const kindOf = ({ kind, documentType }: Schemas['StatementEntry']) =>
    kind === 'INVOICE' ? invoices.types[documentType ?? 'INVOICE'] : invoices.payments[kind];
  return (
    <section>
      <h2>{of.currency}</h2>
      <p>
        {invoices.opening}: {money(of.opening)}
      </p>
      <Table
        of={{ at: 'done', value: { items: of.entries, next: undefined, loadingMore: false } }}
        again={() => undefined}
        more={() => undefined}
        counted={false}
        caption={invoices.entriesOf(of.currency)}
        empty={<p>{invoices.noEntries}</p>}
        id={each => `${each.kind} ${each.at} ${each.invoice} ${each.reference}`}
        columns={[
          { title: invoices.date, cell: each => <Time at={each.at} /> },
          { title: words.kind, cell: kindOf },
          {
            title: invoices.invoice,
            cell: each =>
              each.invoiceMonth === undefined ? (
                ''
              ) : (
                <a href={`/invoices/${each.invoiceMonth}?currency=${of.currency}`}>
                  {each.invoice}
                </a>
              ),
          },
          { title: words.reference, cell: each => each.reference ?? '' },
          { title: invoices.paidOn, cell: each => each.paidOn ?? '' },
          {
            title: invoices.note,
            cell: each => (
              <>
                {each.undoes !== undefined && invoices.undoes(each.undoes)}
                {each.overpaid !== undefined && invoices.overpaid(money(each.overpaid))}
              </>
            ),
          },
          { title: invoices.amount, number: true, cell: each => money(each.amount) },
          { title: invoices.balance, number: true, cell: each => money(each.balance) },
        ]}
      />
      <p>
        <strong>
          {invoices.closing}: {money(of.closing)}
        </strong>
      </p>
    </section>
  );
}
