import type { Schemas } from '../../api/client';
import { useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useDesk } from '../../messages/operator';
import { number } from '../../widgets/format';
import { Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';

/** The house's own log, which has the operators' records. */
const HOUSE = 'keyshelf';

/** How far each log is sealed, what its last verification found, and what no verification has cleared. */
export function Seals() {
  const { state } = useDesk();
  const { words } = useMessages();
  const { api } = useApp();
  const list = useList('', cursor =>
    api.GET('/v1/operator/seals', {
      params: { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );
  return (
    <section aria-label={state.seals}>
      <h2>{state.seals}</h2>
      <Table
        of={list.state.value}
        again={list.again}
        more={list.more}
        caption={state.seals}
        empty={<p>{state.noLogs}</p>}
        id={each => each.log}
        columns={[
          { title: state.log, cell: each => (each.log === HOUSE ? state.house : each.log) },
          {
            title: words.state,
            cell: each =>
              each.state === 'SEALED' ? (
                state.states.SEALED
              ) : (
                <strong>{state.states[each.state]}</strong>
              ),
          },
          {
            title: state.sealedTo,
            cell: each => each.sealedTo !== undefined && <Time at={each.sealedTo} />,
          },
          {
            title: state.behind,
            number: true,
            cell: each => (each.hoursBehind === undefined ? '' : number(each.hoursBehind)),
          },
          {
            title: state.verification,
            cell: each => (
              <div>
                {each.verification === undefined ? (
                  state.never
                ) : (
                  <Verification of={each.verification} />
                )}
                {each.unresolved !== undefined && <Unresolved of={each.unresolved} />}
              </div>
            ),
          },
        ]}
      />
    </section>
  );
}

function Verification({ of }: { readonly of: Schemas['LogVerification'] }) {
  const { state } = useDesk();
  return (
    <>
      {of.result === 'MATCHES' ? (
        state.results.MATCHES
      ) : (
        <strong>{state.results[of.result]}</strong>
      )}{' '}
      <span class="note">
        <Time at={of.verifiedAt} />
      </span>
      {of.findings.length > 0 && <Findings of={of.findings} more={of.moreFindings} />}
    </>
  );
}

/** Differences that stay until a verification of their whole range finds that the log matches. */
function Unresolved({ of }: { readonly of: Schemas['UnresolvedFindings'] }) {
  const { state } = useDesk();
  return (
    <>
      <p>
        <strong>{state.unresolved}</strong>
      </p>
      <dl class="note">
        <div>
          <dt>{state.firstFound}</dt>
          <dd>
            <Time at={of.firstFoundAt} />
          </dd>
        </div>
        <div>
          <dt>{state.lastFound}</dt>
          <dd>
            <Time at={of.lastFoundAt} />
          </dd>
        </div>
        <div>
          <dt>{state.untilMatches}</dt>
          <dd>
            <Time at={of.from} /> – <Time at={of.to} />
          </dd>
        </div>
      </dl>
      <Findings of={of.findings} more={of.moreFindings} />
    </>
  );
}

function Findings(props: { readonly of: Schemas['LogFindings']; readonly more: number }) {
  const { state, imports } = useDesk();
  const { of, more } = props;
  return (
    <details>
      <summary>
        {state.findings} ({number(of.length + more)})
      </summary>
      <ul>
        {of.map(each => (
          <li key={`${each.kind} ${each.hour} ${each.what}`}>
            <code>{each.kind}</code>, <Time at={each.hour} />: <span lang="en">{each.what}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="note">{imports.more(number(more))}</p>}
    </details>
  );
}
