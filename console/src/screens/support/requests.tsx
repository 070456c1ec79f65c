import { useList } from '../../api/read';
import { useApp, useMay } from '../../app';
import { useMessages } from '../../messages';
import { useFilters } from '../../widgets/address';
import { ChoiceField } from '../../widgets/field';
import { Filters, FilterText } from '../../widgets/filters';
import { money } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { isUlid } from './draft';
import { STATES } from './kinds';

/** The partner's support requests, newest first. */
export default function SupportRequests() {
  const { support } = useMessages();
  const may = useMay('support');
  return (
    <Page
      title={support.title}
      about={support.about}
      actions={
        may && (
          <a class="go" href="/support/new">
            {support.create}
          </a>
        )
      }
    >
      <For task="support">
        <Rows />
      </For>
    </Page>
  );
}

function Rows() {
  const { support, words, shell } = useMessages();
  const { api } = useApp();
  const { values, set, any } = useFilters(['state', 'customerId']);
  const state = STATES.find(each => each === values.state);
  const customerId = isUlid(values.customerId) ? values.customerId : '';
  const list = useList(`${state} ${customerId}`, cursor =>
    api.GET('/v1/support-requests', {
      params: {
        query: {
          limit: 100,
          ...(state === undefined ? {} : { state }),
          ...(customerId === '' ? {} : { customerId }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
    }),
  );
  return (
    <>
      <Filters label={support.title} any={any} onClear={() => set({ state: '', customerId: '' })}>
        <ChoiceField
          label={words.state}
          value={values.state}
          onValue={chosen => set({ state: chosen })}
          choices={[['', words.any], ...STATES.map(each => [each, support.states[each]] as const)]}
        />
        <FilterText
          label={support.customerId}
          value={values.customerId}
          longest={26}
          wrong={typed => (isUlid(typed) ? undefined : support.noCustomerId)}
          onValue={typed => set({ customerId: typed })}
        />
      </Filters>
      <Table
        of={list.state.value}
        again={list.again}
        more={list.more}
        caption={support.title}
        empty={<p>{any ? shell.nothingFound : support.none}</p>}
        id={each => each.requestId}
        columns={[
          {
            title: support.subjectLine,
            cell: each => <a href={`/support/${each.requestId}`}>{each.title}</a>,
          },
          { title: words.state, cell: each => support.states[each.state] },
          { title: support.problemType, cell: each => support.types[each.problemType] },
          {
            title: words.customer,
            cell: each => <a href={`/customers/${each.customerId}`}>{each.domain}</a>,
          },
          { title: support.createdBy, cell: each => each.createdBy },
          { title: support.moved, cell: each => <Time at={each.movedAt} /> },
          {
            title: support.decision,
            cell: each =>
              each.decision === undefined
                ? ''
                : [
                    support.decisions[each.decision.result],
                    each.decision.credit && money(each.decision.credit),
                  ]
                    .filter(part => part !== undefined)
                    .join(', '),
          },
        ]}
      />
    </>
  );
}
