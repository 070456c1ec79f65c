import type { Schemas } from '../../api/client';
import { useMay } from '../../app';
import { useMessages } from '../../messages';
import { CustomerPlaces, useCustomer } from '../../widgets/customer';
import { marketName } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Read } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { Slice } from '../activity/slice';

/** A customer's detail page, from which everything is done for it. */
export default function Customer({ customerId }: { readonly customerId: string }) {
  const { words } = useMessages();
  const customer = useCustomer(customerId);
  const read = customer.state.value;
  const name = read.at === 'done' ? read.value.companyName : undefined;
  return (
    <Page title={name ?? words.customer}>
      <For task="customers">
        <CustomerPlaces customerId={customerId} name={name} at="detail" />
        <Read of={read} again={customer.again}>
          {each => (
            <>
              <Detail of={each} />
              <Slice about={{ customer: customerId }} />
            </>
          )}
        </Read>
      </For>
    </Page>
  );
}

function Detail(props: { readonly of: Schemas['Customer'] }) {
  const { customers, words, catalogue, orders, software, support } = useMessages();
  const { of } = props;
  const mayGet = useMay('keys');
  const mayCancel = useMay('cancellations');
  const here = `/customers/${of.customerId}`;
  return (
    <>
      {of.state === 'ARCHIVED' && <p class="banner">{catalogue.archived}</p>}
      <dl>
        <div>
          <dt>{words.domain}</dt>
          <dd>{of.domain}</dd>
        </div>
        <div>
          <dt>{words.tenant}</dt>
          <dd>
            <code>{of.tenantId}</code>
          </dd>
        </div>
        <div>
          <dt>{words.market}</dt>
          <dd>{marketName(of.market)}</dd>
        </div>
        <div>
          <dt>{customers.contact}</dt>
          <dd>
            {of.contact === undefined
              ? customers.noContact
              : [of.contact.name, of.contact.email, of.contact.phone]
                  .filter(part => part !== undefined)
                  .join(', ')}
          </dd>
        </div>
        <div>
          <dt>{customers.billing}</dt>
          <dd>{of.billing?.legalName ?? customers.noContact}</dd>
        </div>
        <div>
          <dt>{words.created}</dt>
          <dd>
            <Time at={of.createdAt} />
          </dd>
        </div>
      </dl>
      <h2>{customers.next}</h2>
      <p class="actions">
        {of.state !== 'ARCHIVED' && (
          <a class="go" href={`${here}/add-products`}>
            {catalogue.title}
          </a>
        )}
        <a class="go plain" href={`${here}/software`}>
          {mayGet ? software.get : software.title}
        </a>
        <a class="go plain" href={`${here}/orders`}>
          {mayCancel ? orders.cancel : orders.history}
        </a>
        <a class="go plain" href={`/support/new?customerId=${of.customerId}`}>
          {support.create}
        </a>
        <a class="go plain" href={`/support?customerId=${of.customerId}`}>
          {support.title}
        </a>
      </p>
    </>
  );
}
