import { daysAfter, isDay } from '../../api/calendar';
import { rowsOf } from '../../api/download';
import { inJson, useList } from '../../api/read';
import { useApp, useMay } from '../../app';
import { useMessages } from '../../messages';
import { addressOf, useFilters } from '../../widgets/address';
import { Downloads } from '../../widgets/downloads';
import { ChoiceField } from '../../widgets/field';
import { Filters, FilterText } from '../../widgets/filters';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { KEYS_OR_DOWNLOADS, OPERATIONS, OUTCOMES } from './operations';
import { type Range, useRange } from './range';
import { RecordTable } from './record-table';

/** The activity log: who did what for whom, in a range of days. */
export default function Activity() {
  const { activity } = useMessages();
  const may = useMay('activity');
  return (
    <Page
      title={activity.title}
      about={activity.about}
      actions={
        may && (
          <a class="go plain" href="/activity/users">
            {activity.users}
          </a>
        )
      }
    >
      <For task="activity">
        <Log />
      </For>
    </Page>
  );
}

const TEXTS = ['user', 'customer', 'order', 'product', 'lastFive'] as const;

const NAMES = ['from', 'to', ...TEXTS, 'operation', 'preset', 'outcome'] as const;

const CLEARED = Object.fromEntries(NAMES.map(name => [name, '']));

/** The most records of one export. */
const MOST_RECORDS = 40_000;

/** The most days of one export. */
const MOST_DAYS = 1240;

const hasMoreDays = ({ from, to }: Range) => isDay(to) && from < daysAfter(to, 1 - MOST_DAYS);

function Log() {
  const { activity, software, words, shell } = useMessages();
  const { api } = useApp();
  const { values, set, any } = useFilters(NAMES);
  const range = useRange(values);
  const unchosen = useRange({ from: '', to: '' });
  const operation = OPERATIONS.find(each => each === values.operation);
  const preset = operation === undefined && values.preset === KEYS_OR_DOWNLOADS;
  const outcome = OUTCOMES.find(each => each === values.outcome);
  const query = {
    ...range,
    ...Object.fromEntries(
      TEXTS.filter(name => values[name] !== '').map(name => [name, values[name]]),
    ),
    ...(operation === undefined ? {} : { operation }),
    ...(preset ? { preset: KEYS_OR_DOWNLOADS } : {}),
    ...(outcome === undefined ? {} : { outcome }),
  } as const;
  const list = useList(JSON.stringify(query), cursor =>
    inJson(
      api.GET('/v1/activity', {
        params: { query: { limit: 100, ...query, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
  const labels = {
    user: activity.userId,
    customer: activity.customerId,
    order: words.order,
    product: activity.productId,
    lastFive: software.lastFive,
  };
  const address = `/v1/activity?${new URLSearchParams(query)}`;
  const name = `activity-${range.from}-${range.to}.csv`;
  const only = (change: Partial<typeof values>) => addressOf('/activity', { ...values, ...change });
  return (
    <>
      <Filters label={activity.title} any={any} onClear={() => set(CLEARED)}>
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
        <ChoiceField
          label={activity.operation}
          value={preset ? KEYS_OR_DOWNLOADS : (operation ?? '')}
          onValue={chosen =>
            set(
              chosen === KEYS_OR_DOWNLOADS
                ? { operation: '', preset: chosen }
                : { operation: chosen, preset: '' },
            )
          }
          choices={[
            ['', words.any],
            [KEYS_OR_DOWNLOADS, activity.keysOrDownloads],
            ...OPERATIONS.map(each => [each, activity.operations[each]] as const),
          ]}
        />
        {TEXTS.map(each => (
          <FilterText
            key={each}
            label={labels[each]}
            value={values[each]}
            longest={256}
            onValue={value => set({ [each]: value })}
          />
        ))}
        <ChoiceField
          label={activity.outcome}
          value={outcome ?? ''}
          onValue={chosen => set({ outcome: chosen })}
          choices={[
            ['', words.any],
            ...OUTCOMES.map(each => [each, activity.outcomes[each]] as const),
          ]}
        />
      </Filters>
      <Downloads
        label={activity.export}
        formats={[
          { text: shell.csv, address, accept: 'text/csv', name },
          { text: shell.csvData, address, accept: 'text/csv; profile=data', name },
        ]}
        mayBePart={csv => rowsOf(csv) > MOST_RECORDS || hasMoreDays(range)}
      />
      <RecordTable
        of={list.state.value}
        again={list.again}
        more={list.more}
        caption={activity.title}
        empty={activity.none}
        userLink={user => only({ user })}
        customerLink={customer => only({ customer })}
      />
      <p class="note">{activity.recorded}</p>
    </>
  );
}
