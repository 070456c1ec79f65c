import type { Schemas } from '../../api/client';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useInvoices } from '../../messages/invoices';
import { Downloads, type Format } from '../../widgets/downloads';
import { size } from '../../widgets/format';
import { Lack } from '../../widgets/lack';
import { wholeMonth } from './whole-month';

/** The files of a document: those that were rendered, its lines, and what is missing for others. */
export function Files({ of }: { readonly of: Schemas['Invoice'] }) {
  const invoices = useInvoices();
  const { words } = useMessages();
  const formats = useFormats(of);
  const { documents = [], lacks = [] } = of;
  return (
    <>
      <Downloads label={`${invoices.save} ${of.number ?? of.currency}`} formats={formats} />
      {documents.length > 0 && (
        <dl>
          {documents.map(each => (
            <div key={each.format}>
              <dt>{each.fileName}</dt>
              <dd>
                {size(each.bytes)}, {words.digest}: <code>{each.sha256}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {lacks.length > 0 && (
        <div class="note">
          <p>{invoices.lacking}</p>
          <ul>
            {lacks.map(each => (
              <li key={`${each.format} ${each.field}`}>
                {invoices.formats[each.format]}: <Lack of={each} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {of.state === 'ISSUED' && documents.length + lacks.length === 0 && (
        <p class="note">{invoices.notRendered}</p>
      )}
    </>
  );
}

/** Returns every format that the API has of a document. A preview has a PDF of its own. */
function useFormats(of: Schemas['Invoice']): readonly Format[] {
  const invoices = useInvoices();
  const { shell } = useMessages();
  const { api } = useApp();
  if (of.number === undefined) {
    return [
      {
        text: invoices.previewPdf,
        address: `/v1/invoices/${of.month}/preview?currency=${of.currency}`,
        accept: 'application/pdf',
        name: `preview-${of.month}-${of.currency}.pdf`,
      },
    ];
  }
  const address = `/v1/documents/${of.number}`;
  const name = `${of.number.replaceAll('/', '-')}.csv`;
  return [
    ...(of.documents ?? []).map(each => ({
      text: invoices.formats[each.format],
      address,
      accept: each.mediaType,
      name: each.fileName,
    })),
    { text: shell.csv, address, accept: 'text/csv', name: `invoice-${name}` },
    { text: shell.csvData, address, accept: 'text/csv; profile=data', name: `invoice-${name}` },
    {
      text: invoices.reconciliation,
      address,
      accept: 'text/csv; profile=reconciliation',
      name: `reconciliation-${name}`,
    },
    { text: shell.json, read: () => wholeMonth(api, of.month, of.currency), name },
  ];
}
