import { useRead } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useDesk } from '../../messages/operator';
import { Read } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { Rows } from './rows';

/** The alarms, and where their states come from. */
export function Alarms() {
  const { state } = useDesk();
  const { words } = useMessages();
  const { api } = useApp();
  const alarms = useRead('', () => api.GET('/v1/operator/alarms'));
  return (
    <section aria-label={state.alarms}>
      <h2>{state.alarms}</h2>
      <Read of={alarms.state.value} again={alarms.again}>
        {({ source, items }) => (
          <>
            <p class="note">{state.sources[source]}</p>
            <Rows
              items={items}
              caption={state.alarms}
              empty={<p>{state.noAlarms}</p>}
              id={each => each.name}
              columns={[
                {
                  title: state.alarm,
                  cell: each => (
                    <>
                      {each.name}
                      <p class="note" lang="en">
                        {each.description}
                      </p>
                    </>
                  ),
                },
                {
                  title: words.state,
                  cell: each =>
                    each.state === 'ALARM' ? (
                      <strong>{state.alarmStates.ALARM}</strong>
                    ) : (
                      state.alarmStates[each.state]
                    ),
                },
                {
                  title: state.since,
                  cell: each => each.since !== undefined && <Time at={each.since} />,
                },
                { title: words.reason, cell: each => <span lang="en">{each.reason}</span> },
              ]}
            />
          </>
        )}
      </Read>
    </section>
  );
}
