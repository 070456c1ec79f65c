import { useEffect, useRef, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { number } from '../../widgets/format';
import { announce } from '../../widgets/live';
import { Table } from '../../widgets/reading';
import { Left, Time } from '../../widgets/time';
import { Revoke } from './revoke';

/** The links of a purchase: how each stands, and how to revoke one or all. */
export function Links(props: {
  readonly customerId: string;
  readonly entitlementId: string;
  /** The list is read again when this changes. */
  readonly round: number;
  readonly working: boolean;
}) {
  const { software, words } = useMessages();
  const { api } = useApp();
  // The button that opened the dialog goes with the link that worked.
  const revoked = useRef(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const [revoking, setRevoking] = useState<Schemas['Link'] | 'all'>();
  const { customerId, entitlementId } = props;
  const list = useList(entitlementId, cursor =>
    api.GET('/v1/customers/{customerId}/software/{entitlementId}/links', {
      params: {
        path: { customerId, entitlementId },
        query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) },
      },
    }),
  );
  useEffect(() => {
    if (props.round > 0) {
      void list.again();
    }
  }, [props.round]);
  const open = (which: Schemas['Link'] | 'all') => {
    revoked.current = false;
    setRevoking(which);
  };
  const read = list.state.value;
  const live = read.at === 'done' && read.value.items.some(each => each.state === 'LIVE');
  return (
    <section aria-label={software.links}>
      <h2 ref={heading} tabIndex={-1}>
        {software.links}
      </h2>
      <Table
        of={read}
        again={list.again}
        more={list.more}
        caption={software.links}
        empty={<p>{software.noLinks}</p>}
        id={each => each.linkId}
        columns={[
          {
            title: words.file,
            cell: each => (
              <>
                {each.artifact.fileName}
                <br />
                <code class="note">{each.linkId}</code>
              </>
            ),
          },
          { title: words.state, cell: each => words.linkStates[each.state] },
          {
            title: software.downloads,
            cell: each => `${number(each.downloadsLeft)} / ${number(each.downloadsAllowed)}`,
          },
          {
            title: software.expires,
            cell: each =>
              each.state === 'LIVE' ? (
                <Left until={each.expiresAt} />
              ) : each.state === 'EXPIRED' ? (
                <Time at={each.expiresAt} />
              ) : (
                ''
              ),
          },
          { title: software.madeBy, cell: each => each.createdBy },
          {
            title: software.revoke,
            cell: each =>
              each.state === 'LIVE' ? (
                <button
                  type="button"
                  class="plain"
                  aria-label={software.revokeOf(`${each.artifact.fileName} (${each.linkId})`)}
                  onClick={() => open(each)}
                >
                  {software.revoke}
                </button>
              ) : (
                (each.revokedBy ?? '')
              ),
          },
        ]}
      />
      {live && (
        <button type="button" class="plain" onClick={() => open('all')}>
          {software.revokeAll}
        </button>
      )}
      {revoking !== undefined && (
        <Revoke
          customerId={customerId}
          entitlementId={entitlementId}
          link={revoking === 'all' ? undefined : revoking}
          focusAfter={() => (revoked.current ? heading.current : null)}
          onRevoked={text => {
            revoked.current = true;
            announce(text);
            setRevoking(undefined);
            void list.again();
          }}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </section>
  );
}
