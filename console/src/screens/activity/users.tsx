import type { Schemas } from '../../api/client';
import { inJson, type Reading, useRead } from '../../api/read';
import { useApp, useMay } from '../../app';
import { useMessages } from '../../messages';
import { addressOf, useFilters } from '../../widgets/address';
import { Downloads } from '../../widgets/downloads';
import { Filters, FilterText } from '../../widgets/filters';
import { list, number } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Read, Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { KEYS_OR_DOWNLOADS } from './operations';
import { type Range, shorterFrom, useRange } from './range';

type User = Schemas['ActivityUser'];

/** The users who saw keys or whose links were downloaded from, each once. */
export default function Users() {
  const { activity } = useMessages();
  const may = useMay('activity');
  return (
    <Page
      title={activity.users}
      about={activity.usersAbout}
      actions={
        may && (
          <a class="go plain" href="/activity">
            {activity.title}
          </a>
        )
      }
    >
      <For task="activity">
        <Found />
      </For>
    </Page>
  );
}

function Found() {
  const { activity, words, shell } = useMessages();
  const { api } = useApp();
  const { values, set, any } = useFilters(['from', 'to']);
  const range = useRange(values);
  const unchosen = useRange({ from: '', to: '' });
  const users = useRead(`${range.from} ${range.to}`, () =>
    inJson(api.GET('/v1/activity/users', { params: { query: range } })),
  );
  const read = users.state.value;
  const address = `/v1/activity/users?${new URLSearchParams({ ...range })}`;
  const name = `activity-users-${range.from}-${range.to}.csv`;
  return (
    <>
      <Filters label={activity.users} any={any} onClear={() => set({ from: '', to: '' })}>
        <FilterText
          label={words.from}
          type="date"
          value={range.from}
          emptied={unchosen.from}
          onValue={from => set({ from })}
        />
        <FilterText
          label={words.to}
          type="date"
          value={range.to}
          emptied={unchosen.to}
          onValue={to => set({ to })}
        />
      </Filters>
      <Downloads
        label={activity.export}
        formats={[
          { text: shell.csv, address, accept: 'text/csv', name },
          { text: shell.csvData, address, accept: 'text/csv; profile=data', name },
        ]}
      />
      <Shorter of={read} range={range} onFrom={from => set({ from })} />
      <Read of={read} again={users.again}>
        {({ items }) => <UserTable users={items} range={range} />}
      </Read>
    </>
  );
}

/** Offers the longest range that the API takes, if the asked one was refused. */
function Shorter(props: {
  readonly of: Reading<unknown>;
  readonly range: Range;
  readonly onFrom: (day: string) => void;
}) {
  const { activity } = useMessages();
  const problem = props.of.at === 'failed' ? props.of.problem : undefined;
  const day = shorterFrom(problem, props.range);
  return day === undefined ? null : (
    <div class="box">
      <p>{activity.tooLong}</p>
      <button type="button" class="plain" onClick={() => props.onFrom(day)}>
        {activity.showFrom(day)}
      </button>
    </div>
  );
}

function UserTable(props: { readonly users: readonly User[]; readonly range: Range }) {
  const { activity } = useMessages();
  const mayCustomers = useMay('customers');
  const { range } = props;
  const recordsOf = (user: string) =>
    addressOf('/activity', { ...range, user, preset: KEYS_OR_DOWNLOADS });
  return (
    <Table
      of={{ at: 'done', value: { items: props.users, next: undefined, loadingMore: false } }}
      again={() => undefined}
      more={() => undefined}
      caption={activity.users}
      empty={<p>{activity.noUsers}</p>}
      id={each => each.user ?? ''}
      columns={[
        {
          title: activity.user,
          cell: each =>
            each.user === undefined ? (
              activity.unknownUser
            ) : (
              <a href={recordsOf(each.user)} title={each.user}>
                {each.displayName ?? each.user}
              </a>
            ),
        },
        { title: activity.keyAccesses, number: true, cell: each => number(each.keyAccesses) },
        { title: activity.downloads, number: true, cell: each => number(each.downloads) },
        { title: activity.first, cell: each => <Time at={each.firstAt} /> },
        { title: activity.last, cell: each => <Time at={each.lastAt} /> },
        {
          title: activity.customers,
          cell: each => <Customers of={each} links={mayCustomers} />,
        },
      ]}
    />
  );
}

function Customers(props: { readonly of: User; readonly links: boolean }) {
  const { activity } = useMessages();
  const { customers, moreCustomers } = props.of;
  return (
    <>
      {props.links
        ? customers.map(({ customerId, companyName }, index) => (
            <span key={customerId}>
              {index > 0 && ', '}
              <a href={`/customers/${customerId}`}>{companyName ?? customerId}</a>
            </span>
          ))
        : list(
            customers.map(each => each.companyName ?? each.customerId),
            'conjunction',
          )}
      {moreCustomers > 0 && ` ${activity.moreCustomers(number(moreCustomers))}`}
    </>
  );
}
