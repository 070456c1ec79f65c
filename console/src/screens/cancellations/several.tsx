import { useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/read';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { CustomerPlaces, useCustomer } from '../../widgets/customer';
import { CheckField } from '../../widgets/field';
import { focusHeading } from '../../widgets/focus';
import { instant, money, number } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Outcome } from '../../widgets/outcome';
import { Page } from '../../widgets/page';
import { Foot, Read } from '../../widgets/reading';
import { Batch } from './batch';
import { Results } from './results';

/** The most orders of one batch. */
const MOST = 100;

/** How often a batch is sent for the orders that the server had no time for. */
const ROUNDS = 10;

/** Cancels several orders of a customer, each on its own, with a result for each. */
export default function Several({ customerId }: { readonly customerId: string }) {
  const { cancellation } = useMessages();
  const customer = useCustomer(customerId).state.value;
  const name = customer.at === 'done' ? customer.value.companyName : undefined;
  return (
    <Page title={cancellation.several} about={cancellation.severalAbout}>
      <For task="cancellations">
        <CustomerPlaces customerId={customerId} name={name} at="orders" />
        <Choose key={customerId} customerId={customerId} />
      </For>
    </Page>
  );
}

function Choose({ customerId }: { readonly customerId: string }) {
  const { cancellation } = useMessages();
  const { api } = useApp();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [quoting, setQuoting] = useState<readonly string[]>();
  const orders = useList(customerId, cursor =>
    api.GET('/v1/customers/{customerId}/orders', {
      params: {
        path: { customerId },
        query: { limit: MOST, ...(cursor === undefined ? {} : { cursor }) },
      },
    }),
  );
  const cancel = useCommand(
    `cancel-orders ${customerId}`,
    async ({ key, fetch }, body: Schemas['CancelOrders']) => {
      for (let round = 1; ; round++) {
        const reply = await api.POST('/v1/cancellations', {
          params: { header: { 'Idempotency-Key': key } },
          body,
          fetch,
        });
        // The same batch under the same key goes on with the orders that were not reached.
        if ((reply.data?.pending ?? 0) === 0 || round === ROUNDS) {
          return reply;
        }
      }
    },
  );
  const state = cancel.state.value;
  if (state.at === 'done') {
    return <Results of={state.answer} />;
  }
  if (quoting !== undefined) {
    return (
      <Batch
        customerId={customerId}
        orderIds={quoting}
        cancel={cancel}
        onBack={() => {
          setQuoting(undefined);
          focusHeading();
        }}
      />
    );
  }
  return (
    <Read of={orders.state.value} again={orders.again}>
      {listing => {
        const open = listing.items.filter(order => order.state !== 'CANCELLED');
        return (
          <>
            <ul class="plain-list">
              {open.map(order => (
                <li key={order.orderId}>
                  <CheckField
                    label={
                      <>
                        <span class="unseen">{cancellation.select(order.orderId)} </span>
                        {instant(order.placedAt)} · {money(order.total)}
                        {order.purchaseOrderNumber !== undefined &&
                          ` · ${order.purchaseOrderNumber}`}
                        <br />
                        <code>{order.orderId}</code>
                      </>
                    }
                    checked={chosen.includes(order.orderId)}
                    onChecked={on =>
                      setChosen(
                        on
                          ? [...chosen, order.orderId].slice(0, MOST)
                          : chosen.filter(each => each !== order.orderId),
                      )
                    }
                  />
                </li>
              ))}
            </ul>
            <p class="actions">
              <button
                type="button"
                disabled={chosen.length === 0}
                onClick={() => setQuoting(chosen)}
              >
                {cancellation.quotes} ({number(chosen.length)})
              </button>
            </p>
            <Foot
              of={listing}
              more={orders.more}
              count={open.length}
              empty={<p>{cancellation.noOrders}</p>}
            />
            <Outcome of={cancel} />
          </>
        );
      }}
    </Read>
  );
}
