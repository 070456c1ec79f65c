import { useList } from '../../api/read';
import { useApp, useMay } from '../../app';
import { useMessages } from '../../messages';
import { useFilters } from '../../widgets/address';
import { CheckField } from '../../widgets/field';
import { Filters, FilterText } from '../../widgets/filters';
import { marketName } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';

/** The customers of the partner, found by name. */
export default function Customers() {
  const { customers } = useMessages();
  const mayCreate = useMay('customers');
  return (
    <Page
      title={customers.title}
      about={customers.about}
      actions={
        mayCreate && (
          <a class="go" href="/customers/new">
            {customers.create}
          </a>
        )
      }
    >
      <For task="customers">
        <Found />
      </For>
    </Page>
  );
}

function Found() {
  const { customers, words, shell } = useMessages();
  const { api } = useApp();
  const { values, set, any } = useFilters(['name', 'include']);
  const list = useList(`${values.name}|${values.include}`, cursor =>
    api.GET('/v1/customers', {
      params: {
        query: {
          limit: 100,
          ...(values.name === '' ? {} : { name: values.name }),
          ...(values.include === 'archived' ? { include: 'archived' as const } : {}),
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
    }),
  );
  return (
    <>
      <Filters label={customers.search} any={any} onClear={() => set({ name: '', include: '' })}>
        <FilterText
          label={customers.search}
          value={values.name}
          longest={200}
          onValue={name => set({ name })}
        />
        <CheckField
          label={customers.archived}
          checked={values.include === 'archived'}
          onChecked={on => set({ include: on ? 'archived' : '' })}
        />
      </Filters>
      <Table
        of={list.state.value}
        again={list.again}
        more={list.more}
        caption={customers.title}
        empty={<p>{any ? shell.nothingFound : customers.none}</p>}
        id={each => each.customerId}
        columns={[
          {
            title: customers.company,
            cell: each => (
              <>
                <a href={`/customers/${each.customerId}`}>{each.companyName}</a>
                {each.state === 'ARCHIVED' && <span class="tag">{customers.archivedState}</span>}
              </>
            ),
          },
          { title: words.domain, cell: each => each.domain },
          { title: words.market, cell: each => marketName(each.market) },
          { title: words.created, cell: each => <Time at={each.createdAt} /> },
        ]}
      />
    </>
  );
}
