import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useFilters } from '../../widgets/address';
import { CustomerPlaces, useCustomer } from '../../widgets/customer';
import { ChoiceField } from '../../widgets/field';
import { Filters } from '../../widgets/filters';
import { number } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Foot, Read } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { KINDS, STATES } from './kinds';
import { Opened } from './opened';

/** All software of a customer, cancelled or not. A row opens to its files, keys and links. */
export default function Software({ customerId }: { readonly customerId: string }) {
  const { software } = useMessages();
  const customer = useCustomer(customerId).state.value;
  const name = customer.at === 'done' ? customer.value.companyName : undefined;
  return (
    <Page title={software.title} about={name ?? ''}>
      <For task="software">
        <CustomerPlaces customerId={customerId} name={name} at="software" />
        <Rows key={customerId} customerId={customerId} />
      </For>
    </Page>
  );
}

function Rows({ customerId }: { readonly customerId: string }) {
  const { software, words, shell } = useMessages();
  const { api } = useApp();
  const { query } = useLocation();
  const { values, set } = useFilters(['kind', 'state', 'open']);
  const kind = KINDS.find(each => each === values.kind);
  const state = STATES.find(each => each === values.state);
  const list = useList([customerId, kind, state].join('|'), cursor =>
    api.GET('/v1/customers/{customerId}/software', {
      params: {
        path: { customerId },
        query: {
          limit: 100,
          ...(kind === undefined ? {} : { kind }),
          ...(state === undefined ? {} : { state }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
    }),
  );
  const filtered = kind !== undefined || state !== undefined;
  return (
    <>
      <Filters label={software.title} any={filtered} onClear={() => set({ kind: '', state: '' })}>
        <ChoiceField
          label={words.kind}
          value={values.kind}
          onValue={chosen => set({ kind: chosen })}
          choices={[['', words.any], ...KINDS.map(each => [each, words.kinds[each]] as const)]}
        />
        <ChoiceField
          label={words.state}
          value={values.state}
          onValue={chosen => set({ state: chosen })}
          choices={[
            ['', words.any],
            ...STATES.map(each => [each, words.softwareStates[each]] as const),
          ]}
        />
      </Filters>
      <Read of={list.state.value} again={list.again}>
        {listing => (
          <>
            {listing.items.map(row => (
              <Row
                key={row.entitlementId}
                customerId={customerId}
                row={row}
                open={query['open'] === row.entitlementId}
                onOpen={() => set({ open: row.entitlementId })}
              />
            ))}
            <Foot
              of={listing}
              more={list.more}
              empty={<p>{filtered ? shell.nothingFound : software.none}</p>}
            />
          </>
        )}
      </Read>
    </>
  );
}

function Row(props: {
  readonly customerId: string;
  readonly row: Schemas['SoftwareRow'];
  readonly open: boolean;
  readonly onOpen: () => void;
}) {
  const { orders, words, software } = useMessages();
  const { row } = props;
  const [open, setOpen] = useState(props.open);
  return (
    <details
      class="row"
      open={props.open}
      onToggle={event => {
        const opened = event.currentTarget.open;
        setOpen(opened);
        if (opened && !props.open) {
          props.onOpen();
        }
      }}
    >
      <summary>
        <strong>
          {row.productTitle}, {row.skuTitle}
        </strong>
        <span>
          {words.softwareStates[row.state]}
          {' · '}
          {row.activeQuantity < row.quantity
            ? orders.remaining(number(row.activeQuantity), number(row.quantity))
            : number(row.quantity)}
        </span>
        <span class="note">
          {software.bought}: <Time at={row.purchasedAt} />
        </span>
      </summary>
      {open && <Opened customerId={props.customerId} row={row} />}
    </details>
  );
}
