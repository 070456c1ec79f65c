import { useState } from 'preact/hooks';
import { isMonth } from '../../api/calendar';
import type { Schemas } from '../../api/client';
import { inJson, useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useInvoices } from '../../messages/invoices';
import { useFilters } from '../../widgets/address';
import { Downloads } from '../../widgets/downloads';
import { ChoiceField } from '../../widgets/field';
import { Filters } from '../../widgets/filters';
import { month as monthName } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Lost } from '../shell/lost';
import { Invoice } from './invoice';
import { Lines, rowsOf } from './lines';
import { Months } from './months';
import { wholeMonth } from './whole-month';

export { speakOfInvoices as speak } from '../../messages/invoices';

/** The invoices of a month, or their preview, with all lines. */
export default function InvoiceMonth({ month }: { readonly month: string }) {
  const invoices = useInvoices();
  const { invoices: place } = useMessages();
  if (!isMonth(month)) {
    return <Lost />;
  }
  return (
    <Page title={invoices.ofMonth(monthName(month))}>
      <For task="invoices">
        <p>
          <a href="/invoices">{place.title}</a>
        </p>
        <Months at={month} path="/invoices" />
        <Content key={month} month={month} />
      </For>
    </Page>
  );
}

function Content({ month }: { readonly month: string }) {
  const invoices = useInvoices();
  const { words } = useMessages();
  const { api } = useApp();
  const { values, set, any } = useFilters(['currency']);
  const currency = /^[A-Z]{3}$/.test(values.currency) ? values.currency : '';
  const about = `${month} ${currency}`;
  const [head, setHead] = useState<{ about: string; page: Schemas['InvoiceMonth'] }>();
  const [currencies, setCurrencies] = useState<readonly string[]>([]);
  const list = useList(about, async cursor => {
    const { data, error, response } = await inJson(
      api.GET('/v1/invoices/{month}', {
        params: {
          path: { month },
          query: {
            limit: 100,
            ...(currency === '' ? {} : { currency }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
      }),
    );
    if (data === undefined) {
      return { error, response };
    }
    if (cursor === undefined) {
      setHead({ about, page: data });
      const found = data.invoices?.map(each => each.currency) ?? [];
      setCurrencies(known => [...new Set([...known, ...found])].sort());
    }
    const { next } = data;
    return {
      data: { items: rowsOf(data.entries), ...(next === undefined ? {} : { next }) },
      response,
    };
  });
  const choices = [...new Set([...currencies, ...(currency === '' ? [] : [currency])])];
  const read = list.state.value;
  const shown = read.at === 'done' && head?.about === about ? head.page : undefined;
  return (
    <>
      {(any || choices.length > 1) && (
        <Filters label={invoices.currency} any={any} onClear={() => set({ currency: '' })}>
          <ChoiceField
            label={invoices.currency}
            value={currency}
            onValue={chosen => set({ currency: chosen })}
            choices={[['', words.any], ...choices.map(each => [each, each] as const)]}
          />
        </Filters>
      )}
      {shown?.state === 'PREVIEW' && <p class="banner">{invoices.previewNote}</p>}
      {shown?.invoices?.map(each => (
        <Invoice key={each.currency} of={each} />
      ))}
      {(shown?.state !== 'ISSUED' || shown.invoices?.length !== 1) && (
        <Formats month={month} currency={currency} />
      )}
      <h2>{invoices.lines}</h2>
      <Lines of={read} again={list.again} more={list.more} />
    </>
  );
}

/** Every format that the API has of a whole month. */
function Formats({ month, currency }: { readonly month: string; readonly currency: string }) {
  const invoices = useInvoices();
  const { shell } = useMessages();
  const { api } = useApp();
  const address = `/v1/invoices/${month}${currency === '' ? '' : `?currency=${currency}`}`;
  const name = `${month}${currency === '' ? '' : `-${currency}`}`;
  return (
    <Downloads
      label={invoices.save}
      formats={[
        { text: shell.csv, address, accept: 'text/csv', name: `invoice-${name}.csv` },
        {
          text: shell.csvData,
          address,
          accept: 'text/csv; profile=data',
          name: `invoice-${name}.csv`,
        },
        {
          text: invoices.reconciliation,
          address,
          accept: 'text/csv; profile=reconciliation',
          name: `reconciliation-${name}.csv`,
        },
        { text: shell.json, read: () => wholeMonth(api, month, currency), name },
      ]}
    />
  );
}
