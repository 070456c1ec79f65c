import { useState } from 'preact/hooks';
import { useList } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useDesk } from '../../messages/operator';
import { useFocusAtFirst } from '../../widgets/focus';
import { number } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Table } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { ChangeStock } from './change-stock';
import { poolPath } from './paths';

/** A batch of keys that one file brought into a pool: the changes of its unsold keys, and who has the sold ones. */
export default function Batch(props: { readonly pool: string; readonly batch: string }) {
  const { stock } = useDesk();
  const { pool, batch } = props;
  const [looking, setLooking] = useState(false);
  return (
    <Page
      title={stock.batchTitle(batch)}
      about={<a href={poolPath(pool)}>← {stock.poolTitle(pool)}</a>}
    >
      <For task="desk">
        <ChangeStock
          key={`${pool} ${batch}`}
          pool={pool}
          batch={batch}
          onChanged={() => undefined}
        />
        {looking ? (
          <Holders pool={pool} batch={batch} />
        ) : (
          <section aria-label={stock.holders}>
            <h2>{stock.holders}</h2>
            <p class="note">{stock.holdersRecorded}</p>
            <button type="button" class="plain" onClick={() => setLooking(true)}>
              {stock.showHolders}
            </button>
          </section>
        )}
      </For>
    </Page>
  );
}

/** The sold keys with their customers. It is read when it is opened, because each look is recorded. */
function Holders(props: { readonly pool: string; readonly batch: string }) {
  const { stock, queue } = useDesk();
  const { software, words } = useMessages();
  const { api } = useApp();
  const { pool, batch } = props;
  const heading = useFocusAtFirst<HTMLHeadingElement>();
  const list = useList(`${pool} ${batch}`, cursor =>
    api.GET('/v1/operator/stock/{pool}/batches/{batch}/customers', {
      params: {
        path: { pool, batch },
        query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) },
      },
    }),
  );
  return (
    <section aria-label={stock.holders}>
      <h2 ref={heading} tabIndex={-1}>
        {stock.holders}
      </h2>
      <p class="note">{stock.holdersRecorded}</p>
      <Table
        of={list.state.value}
        again={list.again}
        more={list.more}
        caption={stock.holders}
        empty={<p>{stock.noHolders}</p>}
        id={each => `${each.entitlementId} ${each.ordinal} ${each.lastFive}`}
        columns={[
          { title: words.customer, cell: each => each.companyName ?? each.customerId },
          { title: words.domain, cell: each => each.domain ?? '' },
          { title: queue.partner, cell: each => each.partnerId },
          {
            title: stock.key,
            cell: each => (
              <>
                <code>…{each.lastFive}</code>
                {each.rotated && <span class="tag">{stock.replaced}</span>}
              </>
            ),
          },
          { title: stock.issued, cell: each => <Time at={each.issuedAt} /> },
          { title: software.title, cell: each => <code>{each.entitlementId}</code> },
          { title: stock.keyNumber, number: true, cell: each => number(each.ordinal) },
        ]}
      />
    </section>
  );
}
