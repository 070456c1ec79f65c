import type { Schemas } from '../../api/client';
import { useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useDesk } from '../../messages/operator';
import { useFilters } from '../../widgets/address';
import { Filters, FilterText } from '../../widgets/filters';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { useRange } from '../activity/range';
import { reportPath } from './paths';

type State = Schemas['Import']['state'];

/** The states in which something of the file is not in the data. */
const TROUBLE: readonly State[] = ['BROKEN_OFF', 'REFUSED', 'UNREAD'];

/** The files that were imported in a range of days, newest first. */
export default function Imports() {
  const { imports } = useDesk();
  return (
    <Page title={imports.title} about={imports.about}>
      <For task="desk">
        <Files />
      </For>
    </Page>
  );
}

function Files() {
  const { imports } = useDesk();
  const { words } = useMessages();
  const { api } = useApp();
  const { values, set, any } = useFilters(['from', 'to']);
  const range = useRange(values);
  const unchosen = useRange({ from: '', to: '' });
  const list = useList(`${range.from} ${range.to}`, cursor =>
    api.GET('/v1/operator/imports', {
      params: { query: { limit: 100, ...range, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );
  return (
    <>
      <Filters label={imports.title} any={any} onClear={() => set({ from: '', to: '' })}>
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
      <Table
        of={list.state.value}
        again={list.again}
        more={list.more}
        caption={imports.title}
        empty={<p>{imports.none}</p>}
        id={each => `${each.file} ${each.beganAt ?? each.endedAt}`}
        columns={[
          { title: imports.file, cell: each => <code>{each.file}</code> },
          {
            title: words.state,
            cell: each =>
              TROUBLE.includes(each.state) ? (
                <strong>{imports.states[each.state]}</strong>
              ) : (
                imports.states[each.state]
              ),
          },
          {
            title: imports.began,
            cell: each => each.beganAt !== undefined && <Time at={each.beganAt} />,
          },
          {
            title: imports.ended,
            cell: each => each.endedAt !== undefined && <Time at={each.endedAt} />,
          },
          { title: imports.by, cell: each => each.principal },
          { title: imports.result, cell: each => <span lang="en">{each.summary}</span> },
          {
            title: imports.report,
            cell: each => (
              <a href={reportPath(each.report)} aria-label={imports.reportOf(each.file)}>
                {imports.report}
              </a>
            ),
          },
        ]}
      />
    </>
  );
}
