import type { Schemas } from '../../api/client';
import { useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useDesk } from '../../messages/operator';
import { useFilters } from '../../widgets/address';
import { ChoiceField } from '../../widgets/field';
import { Filters, FilterText } from '../../widgets/filters';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { STATES } from '../support/kinds';
import { requestPath } from './paths';
import { Since } from './since';

type Row = Schemas['OperatorSupportRow'];

/** What the ids of partners look like. Others are not asked for. */
const PARTNER = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/** The support requests of all partners in one state. */
export default function Queue() {
  const { queue } = useDesk();
  return (
    <Page title={queue.title} about={queue.about}>
      <For task="desk">
        <Requests />
      </For>
    </Page>
  );
}

function Requests() {
  const { queue } = useDesk();
  const { support, words, shell } = useMessages();
  const { api } = useApp();
  const { values, set, any } = useFilters(['state', 'partnerId']);
  const state = STATES.find(each => each === values.state) ?? 'OPEN';
  const partnerId = PARTNER.test(values.partnerId) ? values.partnerId : '';
  const list = useList(`${state} ${partnerId}`, cursor =>
    api.GET('/v1/operator/support-requests', {
      params: {
        query: {
          limit: 100,
          state,
          ...(partnerId === '' ? {} : { partnerId }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
    }),
  );
  return (
    <>
      <Filters label={queue.title} any={any} onClear={() => set({ state: '', partnerId: '' })}>
        <ChoiceField
          label={words.state}
          value={state}
          onValue={chosen => set({ state: chosen === 'OPEN' ? '' : chosen })}
          choices={STATES.map(each => [each, support.states[each]] as const)}
        />
        <FilterText
          label={queue.partnerId}
          value={values.partnerId}
          longest={64}
          wrong={typed => (PARTNER.test(typed) ? undefined : queue.noPartnerId)}
          onValue={typed => set({ partnerId: typed })}
        />
      </Filters>
      <Table
        of={list.state.value}
        again={list.again}
        more={list.more}
        caption={queue.title}
        empty={<p>{any ? shell.nothingFound : queue.none}</p>}
        id={each => each.requestId}
        columns={[
          {
            title: support.subjectLine,
            cell: each => <a href={requestPath(each.partnerId, each.requestId)}>{each.title}</a>,
          },
          { title: queue.partner, cell: each => each.partnerName ?? each.partnerId },
          { title: words.customer, cell: each => each.companyName ?? each.domain },
          { title: support.problemType, cell: each => support.types[each.problemType] },
          { title: support.impact, cell: each => <Impact of={each} /> },
          state === 'CLOSED'
            ? { title: support.states.CLOSED, cell: each => <Time at={each.since} /> }
            : {
                title: state === 'OPEN' ? queue.waiting : queue.since,
                cell: each => <Since at={each.since} />,
              },
        ]}
      />
    </>
  );
}

function Impact({ of }: { readonly of: Row }) {
  const { support } = useMessages();
  const text = support.impacts[of.impact];
  return of.impact === 'CRITICAL' ? <strong>{text}</strong> : <>{text}</>;
}
