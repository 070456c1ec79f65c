import { useMemo, useState } from 'preact/hooks';
import { dayOf, daysAfter } from '../../api/calendar';
import { now } from '../../api/clock';
import { inJson, useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { addressOf } from '../../widgets/address';
import { For } from '../../widgets/guard';
import { RecordTable } from './record-table';

/** How many days of a customer are shown. One page of the log examines as many. */
const DAYS = 62;

interface About {
  readonly customer?: string;
  readonly order?: string;
}

/** The part of the log that is about one object. It is read, and recorded as read, once it is opened. */
export function Slice(props: { readonly about: About; readonly since?: string }) {
  const { activity } = useMessages();
  const [opened, setOpened] = useState(false);
  return (
    <details class="row" onToggle={event => setOpened(event.currentTarget.open)}>
      <summary>
        <strong>{activity.title}</strong>
      </summary>
      {opened && (
        <div>
          <For task="activity">
            <Records {...props} />
          </For>
        </div>
      )}
    </details>
  );
}

function Records(props: { readonly about: About; readonly since?: string }) {
  const { activity } = useMessages();
  const { api } = useApp();
  const { about, since } = props;
  const from = useMemo(
    () => since?.slice(0, 10) ?? daysAfter(dayOf(now.peek()), 1 - DAYS),
    [since],
  );
  const list = useList(JSON.stringify([about, from]), cursor =>
    inJson(
      api.GET('/v1/activity', {
        params: {
          query: { limit: 50, from, ...about, ...(cursor === undefined ? {} : { cursor }) },
        },
      }),
    ),
  );
  const whole = { from, ...about };
  return (
    <>
      <RecordTable
        of={list.state.value}
        again={list.again}
        more={list.more}
        caption={activity.title}
        empty={activity.none}
        userLink={user => addressOf('/activity', { ...whole, user })}
      />
      <p>
        <a href={addressOf('/activity', whole)}>{activity.inLog}</a>
      </p>
    </>
  );
}
