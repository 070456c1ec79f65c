import { useRef, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { CustomerPlaces, useCustomer } from '../../widgets/customer';
import { For } from '../../widgets/guard';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { Page } from '../../widgets/page';
import { Read } from '../../widgets/reading';
import { EMPTY_CART } from './cart';
import { CartForm } from './cart-form';
import { Choose } from './choose';
import { Placed } from './placed';
import { Review } from './review';

/** Buying for a customer: choose, check the terms and the total, place the order. */
export default function AddProducts({ customerId }: { readonly customerId: string }) {
  const { catalogue } = useMessages();
  const customer = useCustomer(customerId);
  const read = customer.state.value;
  const name = read.at === 'done' ? read.value.companyName : undefined;
  return (
    <Page title={catalogue.title} about={name === undefined ? '' : catalogue.for(name)}>
      <For task="orders">
        <CustomerPlaces customerId={customerId} name={name} at="add-products" />
        <Read of={read} again={customer.again}>
          {each =>
            each.state === 'ARCHIVED' ? (
              <p class="banner">{catalogue.archived}</p>
            ) : (
              <Buy key={each.customerId} customer={each} />
            )
          }
        </Read>
      </For>
    </Page>
  );
}

function Buy({ customer }: { readonly customer: Schemas['Customer'] }) {
  const { shell } = useMessages();
  const { api } = useApp();
  const [cart, setCart] = useState(EMPTY_CART);
  const [reviewing, setReviewing] = useState(false);
  const returned = useRef(false);
  const [earlier, setEarlier] = useState(false);
  const { customerId } = customer;
  const order = useCommand(
    `place-order ${customerId}`,
    ({ key, fetch }, body: Schemas['NewOrder']) =>
      api.POST('/v1/customers/{customerId}/orders', {
        params: { path: { customerId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      }),
    { resumed: () => setEarlier(true) },
  );
  const state = order.state.value;
  if (state.at === 'done') {
    return (
      <Placed
        order={state.answer}
        onAnother={() => {
          returned.current = true;
          setCart(EMPTY_CART);
          setReviewing(false);
          order.renew();
        }}
      />
    );
  }
  if (earlier && isUnderWay(order)) {
    return (
      <>
        <p>{shell.resumed}</p>
        <Outcome of={order} />
      </>
    );
  }
  if (reviewing) {
    return (
      <Review
        customer={customer}
        cart={cart}
        order={order}
        onCart={setCart}
        onBack={() => {
          returned.current = true;
          setReviewing(false);
        }}
      />
    );
  }
  return (
    <div class="two">
      <Choose market={customer.market} cart={cart} onCart={setCart} />
      <CartForm
        cart={cart}
        onCart={setCart}
        focused={returned.current}
        problem={state.at === 'refused' ? state.problem : undefined}
        onReview={() => setReviewing(true)}
      />
    </div>
  );
}
