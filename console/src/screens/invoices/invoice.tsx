import type { Schemas } from '../../api/client';
import { useMessages } from '../../messages';
import { useInvoices } from '../../messages/invoices';
import { money, number, percent } from '../../widgets/format';
import { Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { Files } from './files';

const isZero = ({ amount }: Schemas['Money']) => /^-?[0.]+$/.test(amount);

/** One document of a month: what it adds up to, its tax, and what is settled by it. */
export function Invoice({ of }: { readonly of: Schemas['Invoice'] }) {
  const invoices = useInvoices();
  const { words } = useMessages();
  const rows = [
    [invoices.charged(number(of.charges)), of.charged],
    [invoices.credited(number(of.credits)), of.credited],
    [invoices.net, of.totals.net],
    [invoices.tax, of.totals.tax],
    [words.total, of.totals.gross],
    ...(isZero(of.carriedIn) ? [] : [[invoices.carriedIn, of.carriedIn] as const]),
    [invoices.due, of.due],
    ...(isZero(of.carriedOut) ? [] : [[invoices.carriedOut, of.carriedOut] as const]),
  ] as const;
  return (
    <section>
      <h2>
        {invoices.types[of.documentType]} {of.number ?? ''} · {of.currency}
        {of.state === 'PREVIEW' && <span class="tag">{invoices.preview}</span>}
      </h2>
      <dl>
        {of.issuedAt !== undefined && (
          <div>
            <dt>{invoices.issued}</dt>
            <dd>
              <Time at={of.issuedAt} />
            </dd>
          </div>
        )}
        {rows.map(([name, amount]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{money(amount)}</dd>
          </div>
        ))}
      </dl>
      {of.documentType === 'CREDIT_NOTE' && <p class="note">{invoices.creditNoteNote}</p>}
      {!isZero(of.carriedIn) && <p class="note">{invoices.carriedNote}</p>}
      {of.taxes.length > 0 && <Taxes of={of.taxes} />}
      <Files of={of} />
    </section>
  );
}

function Taxes({ of }: { readonly of: readonly Schemas['TaxRow'][] }) {
  const invoices = useInvoices();
  const { words } = useMessages();
  return (
    <>
      <h3>{invoices.taxes}</h3>
      <Table
        of={{ at: 'done', value: { items: of, next: undefined, loadingMore: false } }}
        again={() => undefined}
        more={() => undefined}
        counted={false}
        caption={invoices.taxes}
        empty=""
        id={each => `${each.mode} ${each.rate}`}
        columns={[
          { title: invoices.tax, cell: each => invoices.taxModes[each.mode] },
          {
            title: invoices.rate,
            number: true,
            cell: each => (each.rate === undefined ? '' : percent(each.rate)),
          },
          { title: invoices.net, number: true, cell: each => money(each.net) },
          { title: invoices.taxAmount, number: true, cell: each => money(each.tax) },
          { title: words.total, number: true, cell: each => money(each.gross) },
        ]}
      />
    </>
  );
}
