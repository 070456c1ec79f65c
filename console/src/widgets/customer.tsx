import { useRead } from '../api/read';
import { useApp } from '../app';
import { useMessages } from '../messages';

/** Reads the customer that a screen is about. */
export function useCustomer(customerId: string) {
  const { api } = useApp();
  return useRead(customerId, () =>
    api.GET('/v1/customers/{customerId}', { params: { path: { customerId } } }),
  );
}

/** The ways between the screens of one customer. */
export function CustomerPlaces(props: {
  readonly customerId: string;
  readonly name: string | undefined;
  readonly at: 'detail' | 'add-products' | 'orders' | 'software' | 'billing';
}) {
  const { catalogue, customers, orders, software, words } = useMessages();
  const here = `/customers/${props.customerId}`;
  const places = [
    ['detail', here, props.name ?? words.customer],
    ['add-products', `${here}/add-products`, catalogue.title],
    ['software', `${here}/software`, software.title],
    ['orders', `${here}/orders`, orders.history],
    ['billing', `${here}/billing`, customers.billing],
  ] as const;
  return (
    <nav class="places" aria-label={props.name ?? words.customer}>
      {places.map(([name, path, text]) => (
        <a key={name} href={path} aria-current={props.at === name ? 'page' : undefined}>
          {text}
        </a>
      ))}
    </nav>
  );
}
