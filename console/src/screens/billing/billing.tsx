import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp, useMay } from '../../app';
import { useMessages } from '../../messages';
import { useBilling } from '../../messages/billing';
import { CustomerPlaces, useCustomer } from '../../widgets/customer';
import { For } from '../../widgets/guard';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { Page } from '../../widgets/page';
import { Read } from '../../widgets/reading';
import { Charges } from './charges';
import { Fields, SHOWN } from './fields';
import { changeOf, typedOf } from './typed';

export { speakOfBilling as speak } from '../../messages/billing';

/** A customer's billing details, and its statements of charges. */
export default function Billing({ customerId }: { readonly customerId: string }) {
  const billing = useBilling();
  const { customers } = useMessages();
  const mayCharge = useMay('balance');
  const customer = useCustomer(customerId);
  const read = customer.state.value;
  const name = read.at === 'done' ? read.value.companyName : undefined;
  return (
    <Page title={customers.billing} about={billing.about}>
      <For task="customers">
        <CustomerPlaces customerId={customerId} name={name} at="billing" />
        <Read of={read} again={customer.again}>
          {each => (
            <>
              <Form of={each} onChanged={customer.again} />
              {mayCharge && <Charges customerId={customerId} />}
            </>
          )}
        </Read>
      </For>
    </Page>
  );
}

function Form(props: { readonly of: Schemas['Customer']; readonly onChanged: () => void }) {
  const billing = useBilling();
  const { api } = useApp();
  const { customerId } = props.of;
  const before = props.of.billing;
  const [typed, setTyped] = useState(typedOf(before));
  const change = useCommand(
    `change-billing ${customerId}`,
    ({ key, fetch }, body: Schemas['CustomerChange']) =>
      api.PATCH('/v1/customers/{customerId}', {
        params: { path: { customerId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      }),
    { resumption: 'ask', resumed: body => setTyped(typedOf(body.billing ?? undefined)) },
  );
  const state = change.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      const after = state.answer.billing;
      announce(after === undefined ? billing.removed : billing.saved);
      setTyped(typedOf(after));
      props.onChanged();
    }
  }, [state.at]);
  return (
    <form
      class="narrow"
      onSubmit={event => {
        event.preventDefault();
        void change.send({ billing: changeOf(typed) });
      }}
    >
      {before === undefined && <p class="note">{billing.none}</p>}
      <fieldset class="bare" disabled={isUnderWay(change)}>
        <Fields
          typed={typed}
          onTyped={setTyped}
          problem={state.at === 'refused' ? state.problem : undefined}
        />
      </fieldset>
      <Outcome of={change} fields={SHOWN} />
      <p class="actions">
        <button type="submit" disabled={isUnderWay(change)}>
          {billing.save}
        </button>
        {before !== undefined && (
          <button
            type="button"
            class="plain"
            disabled={isUnderWay(change)}
            onClick={() => void change.send({ billing: null })}
          >
            {billing.remove}
          </button>
        )}
      </p>
    </form>
  );
}
