import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { isThisMachine } from '../../auth/this-machine';
import { useMessages } from '../../messages';
import { TextField } from '../../widgets/field';
import { For } from '../../widgets/guard';
import { announceOnNextScreen } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { Page } from '../../widgets/page';

/** The form of a new customer. */
export default function NewCustomer() {
  const { customers } = useMessages();
  return (
    <Page title={customers.create}>
      <For task="customers">
        <Form />
      </For>
    </Page>
  );
}

const EMPTY = {
  companyName: '',
  domain: '',
  tenantId: '',
  market: '',
  name: '',
  email: '',
  phone: '',
};

const FIELDS = [
  '/companyName',
  '/domain',
  '/tenantId',
  '/market',
  '/contact/name',
  '/contact/email',
  '/contact/phone',
];

function Form() {
  const { customers, words } = useMessages();
  const { api } = useApp();
  const { route } = useLocation();
  const [typed, setTyped] = useState(EMPTY);
  const create = useCommand(
    'create-customer',
    ({ key, fetch }, body: Schemas['NewCustomer']) =>
      api.POST('/v1/customers', { params: { header: { 'Idempotency-Key': key } }, body, fetch }),
    {
      resumed: ({ contact, ...body }) =>
        setTyped({ ...EMPTY, ...body, ...contact, phone: contact?.phone ?? '' }),
    },
  );
  const state = create.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announceOnNextScreen(customers.created);
      route(`/customers/${state.answer.customerId}`, true);
    }
  }, [state.at]);
  const problem = state.at === 'refused' ? state.problem : undefined;
  const field = (name: keyof typeof EMPTY, pointer: string) => ({
    value: typed[name],
    onValue: (value: string) => setTyped({ ...typed, [name]: value }),
    pointer,
    problem,
  });
  return (
    <form
      class="narrow"
      onSubmit={event => {
        event.preventDefault();
        void create.send(bodyOf(typed));
      }}
    >
      <fieldset class="bare" disabled={isUnderWay(create)}>
        <TextField
          label={customers.company}
          required
          longest={200}
          {...field('companyName', '/companyName')}
        />
        <TextField
          label={words.domain}
          hint={customers.domainHint}
          required
          {...field('domain', '/domain')}
        />
        <TextField
          label={words.tenant}
          hint={customers.tenantHint}
          required
          {...field('tenantId', '/tenantId')}
        />
        <TextField
          label={words.market}
          hint={customers.marketHint}
          required
          longest={2}
          {...field('market', '/market')}
        />
        <fieldset>
          <legend>{customers.contact}</legend>
          <p class="note">{customers.contactHint}</p>
          <TextField label={customers.name} optional {...field('name', '/contact/name')} />
          <TextField
            label={customers.email}
            optional
            type="email"
            {...field('email', '/contact/email')}
          />
          <TextField
            label={customers.phone}
            optional
            type="tel"
            {...field('phone', '/contact/phone')}
          />
        </fieldset>
      </fieldset>
      <Outcome of={create} fields={FIELDS} />
      <p class="actions">
        <button type="submit" disabled={isUnderWay(create)}>
          {customers.create}
        </button>
        {isThisMachine(location.hostname) && (
          <button
            type="button"
            class="plain"
            disabled={isUnderWay(create)}
            onClick={() => setTyped({ ...EMPTY, ...example() })}
          >
            {customers.example}
          </button>
        )}
      </p>
    </form>
  );
}

/** Returns a customer that does not exist yet, for people who try the console out. */
function example() {
  const tenantId = crypto.randomUUID();
  const [name] = tenantId.split('-');
  return {
    companyName: `Fabrikam ${name}`,
    domain: `fabrikam-${name}.example`,
    tenantId,
    market: 'US',
  };
}

function bodyOf(typed: typeof EMPTY): Schemas['NewCustomer'] {
  const { companyName, domain, tenantId, market, name, email, phone } = typed;
  const contact =
    name === '' && email === '' && phone === ''
      ? {}
      : { contact: { name, email, ...(phone === '' ? {} : { phone }) } };
  return { companyName, domain, tenantId, market: market.toUpperCase(), ...contact };
}
