import { useLocation } from 'preact-iso';
import type { Schemas } from '../../api/client';
import { useRead } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useDesk } from '../../messages/operator';
import { number } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Read } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { Rows } from './rows';

type Found = Schemas['ImportReport'];

/** The report on an imported file: what came of it, and each fault by file, line and field. */
export default function Report() {
  const { imports } = useDesk();
  const { query } = useLocation();
  const report = query['report'] ?? '';
  return (
    <Page
      title={imports.reportOf(report.replace(/\.report\.json$/, ''))}
      about={<a href="/operator/imports">← {imports.title}</a>}
    >
      <For task="desk">
        <Content key={report} report={report} />
      </For>
    </Page>
  );
}

function Content({ report }: { readonly report: string }) {
  const { imports } = useDesk();
  const { api } = useApp();
  const found = useRead(report, () =>
    api.GET('/v1/operator/imports/reports', { params: { query: { report } } }),
  );
  const read = found.state.value;
  if (read.at === 'failed' && read.problem?.status === 404) {
    return <p class="box">{imports.gone}</p>;
  }
  return (
    <Read of={read} again={found.again}>
      {each => (
        <>
          <Counts of={each} />
          <Faults title={imports.faults} of={each.faults} more={each.moreFaults} />
          <Faults title={imports.unread} of={each.unread} more={0} />
          <Faults title={imports.notes} of={each.notes} more={each.moreNotes} />
        </>
      )}
    </Read>
  );
}

function Counts({ of }: { readonly of: Found }) {
  const { imports } = useDesk();
  const { words } = useMessages();
  return (
    <dl>
      {of.version !== undefined && (
        <div>
          <dt>{words.version}</dt>
          <dd>{of.version}</dd>
        </div>
      )}
      <div>
        <dt>{imports.imported}</dt>
        <dd>
          {number(of.imported)}
          {of.unchanged && <p class="note">{imports.unchanged}</p>}
        </dd>
      </div>
      {of.known !== undefined && (
        <div>
          <dt>{imports.known}</dt>
          <dd>{number(of.known)}</dd>
        </div>
      )}
      {of.verifying !== undefined && (
        <div>
          <dt>{imports.verifying}</dt>
          <dd>{number(of.verifying)}</dd>
        </div>
      )}
      {of.publishedAt !== undefined && (
        <div>
          <dt>{imports.published}</dt>
          <dd>
            <Time at={of.publishedAt} />
          </dd>
        </div>
      )}
    </dl>
  );
}

/** The faults, or what else the report lists in the same form. Nothing else is shown if there is none. */
function Faults(props: {
  readonly title: string;
  readonly of: Found['faults'] | undefined;
  readonly more: number | undefined;
}) {
  const { imports } = useDesk();
  const { title, of = [], more = 0 } = props;
  if (of.length === 0 && title !== imports.faults) {
    return null;
  }
  return (
    <>
      <h2>{title}</h2>
      <Rows
        items={of}
        caption={title}
        counted={false}
        empty={<p>{imports.noFaults}</p>}
        id={each => `${each.file} ${each.line} ${each.path} ${each.detail}`}
        columns={[
          { title: imports.file, cell: each => <code>{each.file}</code> },
          {
            title: imports.line,
            number: true,
            cell: each => (each.line === 0 ? '' : number(each.line)),
          },
          { title: imports.field, cell: each => each.path !== '' && <code>{each.path}</code> },
          { title: imports.what, cell: each => <span lang="en">{each.detail}</span> },
        ]}
      />
      {more > 0 && <p class="note">{imports.more(number(more))}</p>}
    </>
  );
}
