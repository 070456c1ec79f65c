import { useMemo } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import type { Messages } from '../../messages/en';
import { useFilters } from '../../widgets/address';
import { ChoiceField } from '../../widgets/field';
import { Filters, FilterText } from '../../widgets/filters';
import { number } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { type Column, Table } from '../../widgets/reading';
import { Left, Time } from '../../widgets/time';
import { KINDS, STATES } from './kinds';

/** The software of all customers, found as the desk finds it. */
export default function AllSoftware() {
  const { software } = useMessages();
  return (
    <Page title={software.title} about={software.about}>
      <For task="software">
        <Rows />
      </For>
    </Page>
  );
}

/** The filters that exclude one another. */
const ONE_OF = [
  'orderId',
  'purchaseOrderNumber',
  'windowEndsWithinDays',
  'termEndsWithinDays',
  'lastFive',
  'linkId',
] as const;

const NAMES = [...ONE_OF, 'state', 'kind'] as const;

const NUMBERS = ['windowEndsWithinDays', 'termEndsWithinDays'];

function Rows() {
  const messages = useMessages();
  const { software, orders, words, shell } = messages;
  const { api } = useApp();
  const { values, set, any } = useFilters(NAMES);
  // A name with a value is a parameter of the list. Numbers of days are typed as texts.
  const chosen = Object.fromEntries(
    NAMES.filter(name => values[name] !== '').map(name => [
      name,
      NUMBERS.includes(name) ? Number(values[name]) : values[name],
    ]),
  );
  const list = useList(JSON.stringify(chosen), cursor =>
    api.GET('/v1/software', {
      params: {
        query: { limit: 100, ...chosen, ...(cursor === undefined ? {} : { cursor }) },
      },
    }),
  );
  const only = (name: (typeof ONE_OF)[number]) => (value: string) =>
    set({ ...Object.fromEntries(ONE_OF.map(each => [each, ''])), [name]: value });
  const ends = values.windowEndsWithinDays !== '' || values.termEndsWithinDays !== '';
  const labels = {
    orderId: words.order,
    purchaseOrderNumber: words.purchaseOrder,
    windowEndsWithinDays: orders.windowEnds,
    termEndsWithinDays: orders.termEnds,
    lastFive: software.lastFive,
    linkId: software.linkId,
  };
  const columns = useMemo(() => columnsOf(messages, ends), [messages, ends]);
  return (
    <>
      <Filters
        label={software.title}
        any={any}
        onClear={() => set(Object.fromEntries(NAMES.map(name => [name, ''])))}
      >
        {ONE_OF.map(name => (
          <FilterText
            key={name}
            label={labels[name]}
            type={NUMBERS.includes(name) ? 'number' : 'search'}
            {...(NUMBERS.includes(name) ? { min: 1, max: 366 } : {})}
            value={values[name]}
            onValue={only(name)}
          />
        ))}
        <ChoiceField
          label={words.state}
          value={values.state}
          onValue={state => set({ state })}
          choices={[
            ['', words.any],
            ...STATES.map(each => [each, words.softwareStates[each]] as const),
          ]}
        />
        <ChoiceField
          label={words.kind}
          value={values.kind}
          onValue={kind => set({ kind })}
          choices={[['', words.any], ...KINDS.map(each => [each, words.kinds[each]] as const)]}
        />
      </Filters>
      <p class="note">{orders.onlyOne(number(ONE_OF.length))}</p>
      <Table
        of={list.state.value}
        again={list.again}
        more={list.more}
        caption={software.title}
        empty={<p>{any ? shell.nothingFound : software.noneAtAll}</p>}
        id={each => each.entitlementId}
        columns={columns}
        steady
      />
    </>
  );
}

function columnsOf(
  { orders, software, words }: Messages,
  ends: boolean,
): readonly Column<Schemas['SoftwareWithCustomer']>[] {
  return [
    {
      title: words.product,
      wide: true,
      cell: each => (
        <a href={`/customers/${each.customer?.customerId}/software?open=${each.entitlementId}`}>
          {each.productTitle}, {each.skuTitle}
        </a>
      ),
    },
    {
      title: words.customer,
      cell: each => (
        <a href={`/customers/${each.customer?.customerId}`}>{each.customer?.companyName}</a>
      ),
    },
    ...(ends
      ? [
          {
            title: orders.ends,
            cell: (each: { endsAt?: string }) =>
              each.endsAt === undefined ? '' : <Left until={each.endsAt} />,
          },
        ]
      : []),
    { title: software.bought, cell: each => <Time at={each.purchasedAt} /> },
    { title: words.state, cell: each => words.softwareStates[each.state] },
    {
      title: words.quantity,
      number: true,
      cell: each =>
        each.activeQuantity < each.quantity
          ? orders.remaining(number(each.activeQuantity), number(each.quantity))
          : number(each.quantity),
    },
  ];
}
