import { useList } from '../../api/read';
import { useApp, useMay } from '../../app';
import { useMessages } from '../../messages';
import { useFilters } from '../../widgets/address';
import { CustomerPlaces, useCustomer } from '../../widgets/customer';
import { ChoiceField } from '../../widgets/field';
import { Filters, FilterText } from '../../widgets/filters';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { CancelDialog } from '../cancellations/cancel-dialog';
import { ORDER_STATES, OrderTable } from './order-table';

const NAMES = ['from', 'to', 'state', 'cancel'] as const;

/** The order history of a customer. */
export default function History({ customerId }: { readonly customerId: string }) {
  const { orders, cancellation } = useMessages();
  const customer = useCustomer(customerId).state.value;
  const name = customer.at === 'done' ? customer.value.companyName : undefined;
  const { values, set, hrefOf } = useFilters(NAMES);
  const mayCancel = useMay('cancellations');
  return (
    <Page
      title={orders.history}
      about={name ?? ''}
      actions={
        mayCancel && (
          <>
            <a class="go" href={hrefOf({ cancel: 'choose' })}>
              {cancellation.title}
            </a>
            <a class="go plain" href={`/customers/${customerId}/cancel`}>
              {cancellation.several}
            </a>
          </>
        )
      }
    >
      <For task="orders">
        <CustomerPlaces customerId={customerId} name={name} at="orders" />
        <Rows key={customerId} customerId={customerId} />
        {values.cancel !== '' && mayCancel && (
          <CancelDialog
            customerId={customerId}
            orderId={values.cancel === 'choose' ? undefined : values.cancel}
            onOrder={orderId => set({ cancel: orderId })}
            onClose={() => set({ cancel: '' })}
          />
        )}
      </For>
    </Page>
  );
}

function Rows({ customerId }: { readonly customerId: string }) {
  const { orders, words } = useMessages();
  const { api } = useApp();
  const { values, set } = useFilters(NAMES);
  const any = values.from !== '' || values.to !== '' || values.state !== '';
  const state = ORDER_STATES.find(each => each === values.state);
  // The list is read again when the dialog of a cancellation closes.
  const about = [customerId, values.from, values.to, state, values.cancel !== ''].join('|');
  const list = useList(about, cursor =>
    api.GET('/v1/customers/{customerId}/orders', {
      params: {
        path: { customerId },
        query: {
          limit: 100,
          ...(values.from === '' ? {} : { from: values.from }),
          ...(values.to === '' ? {} : { to: values.to }),
          ...(state === undefined ? {} : { state }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
    }),
  );
  return (
    <>
      <Filters
        label={orders.history}
        any={any}
        onClear={() => set({ from: '', to: '', state: '' })}
      >
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
      </Filters>
      <OrderTable
        of={list.state.value}
        again={list.again}
        more={list.more}
        caption={orders.history}
        filtered={any}
      />
    </>
  );
}
