import { useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useFilters } from '../../widgets/address';
import { ChoiceField } from '../../widgets/field';
import { Filters, FilterText } from '../../widgets/filters';
import { number } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { ORDER_STATES, OrderTable } from './order-table';

/** The orders of all customers, found as the desk finds them. */
export default function Orders() {
  const { orders } = useMessages();
  return (
    <Page title={orders.title} about={orders.about}>
      <For task="orders">
        <Rows />
      </For>
    </Page>
  );
}

const KINDS = ['PERPETUAL', 'SUBSCRIPTION', 'RESERVATION'] as const;

/** The filters that exclude one another. */
const ONE_OF = [
  'orderId',
  'purchaseOrderNumber',
  'windowEndsWithinDays',
  'termEndsWithinDays',
] as const;

const NAMES = [...ONE_OF, 'from', 'to', 'state', 'kind'] as const;

const CLEARED = Object.fromEntries(NAMES.map(name => [name, '']));

function Rows() {
  const { orders, words } = useMessages();
  const { api } = useApp();
  const { values, set, any } = useFilters(NAMES);
  const state = ORDER_STATES.find(each => each === values.state);
  const kind = KINDS.find(each => each === values.kind);
  const days = (text: string) => (/^\d{1,3}$/.test(text) ? Number(text) : undefined);
  const window = days(values.windowEndsWithinDays);
  const term = days(values.termEndsWithinDays);
  const list = useList(NAMES.map(name => values[name]).join('|'), cursor =>
    api.GET('/v1/orders', {
      params: {
        query: {
          limit: 100,
          ...(values.orderId === '' ? {} : { orderId: values.orderId }),
          ...(values.purchaseOrderNumber === ''
            ? {}
            : { purchaseOrderNumber: values.purchaseOrderNumber }),
          ...(window === undefined ? {} : { windowEndsWithinDays: window }),
          ...(term === undefined ? {} : { termEndsWithinDays: term }),
          ...(values.from === '' ? {} : { from: values.from }),
          ...(values.to === '' ? {} : { to: values.to }),
          ...(state === undefined ? {} : { state }),
          ...(kind === undefined ? {} : { kind }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
    }),
  );
  /** Sets one of the filters that exclude one another, and clears the others. */
  const only = (name: (typeof ONE_OF)[number]) => (value: string) =>
    set({ ...Object.fromEntries(ONE_OF.map(each => [each, ''])), [name]: value });
  return (
    <>
      <Filters label={orders.title} any={any} onClear={() => set(CLEARED)}>
        <FilterText label={words.order} value={values.orderId} onValue={only('orderId')} />
        <FilterText
          label={words.purchaseOrder}
          value={values.purchaseOrderNumber}
          longest={64}
          onValue={only('purchaseOrderNumber')}
        />
        <FilterText
          label={orders.windowEnds}
          type="number"
          min={1}
          max={366}
          value={values.windowEndsWithinDays}
          onValue={only('windowEndsWithinDays')}
        />
        <FilterText
          label={orders.termEnds}
          type="number"
          min={1}
          max={366}
          value={values.termEndsWithinDays}
          onValue={only('termEndsWithinDays')}
        />
        <FilterText
          label={words.from}
          type="date"
          value={values.from}
          onValue={from => set({ from })}
        />
        <FilterText label={words.to} type="date" value={values.to} onValue={to => set({ to })} />
        <ChoiceField
          label={words.state}
          value={values.state}
          onValue={chosen => set({ state: chosen })}
          choices={[
            ['', words.any],
            ...ORDER_STATES.map(each => [each, words.orderStates[each]] as const),
          ]}
        />
        <ChoiceField
          label={words.kind}
          value={values.kind}
          onValue={chosen => set({ kind: chosen })}
          choices={[['', words.any], ...KINDS.map(each => [each, words.kinds[each]] as const)]}
        />
      </Filters>
      <p class="note">{orders.onlyOne(number(ONE_OF.length))}</p>
      <OrderTable
        of={list.state.value}
        again={list.again}
        more={list.more}
        caption={orders.title}
        filtered={any}
        customers
        ends={window !== undefined || term !== undefined}
      />
    </>
  );
}
