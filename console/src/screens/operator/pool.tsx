import { useRead } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useDesk } from '../../messages/operator';
import { number } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Read } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { ChangeStock } from './change-stock';
import { batchPath } from './paths';
import { Rows } from './rows';

/** A pool: how many keys it has, its batches, and the changes of all its unsold keys. */
export default function Pool({ pool }: { readonly pool: string }) {
  const { stock } = useDesk();
  return (
    <Page title={stock.poolTitle(pool)} about={<a href="/operator/stock">← {stock.title}</a>}>
      <For task="desk">
        <Content key={pool} pool={pool} />
      </For>
    </Page>
  );
}

function Content({ pool }: { readonly pool: string }) {
  const { stock } = useDesk();
  const { words } = useMessages();
  const { api } = useApp();
  const read = useRead(pool, () =>
    api.GET('/v1/operator/stock/{pool}', { params: { path: { pool } } }),
  );
  const count = (keys: number | undefined) =>
    keys === undefined ? stock.notCounted : number(keys);
  return (
    <Read of={read.state.value} again={read.again}>
      {found => (
        <>
          <dl>
            <div>
              <dt>{stock.forSale}</dt>
              <dd>{count(found.forSale)}</dd>
            </div>
            <div>
              <dt>{stock.quarantined}</dt>
              <dd>{count(found.quarantined)}</dd>
            </div>
          </dl>
          <ChangeStock pool={pool} batch={undefined} onChanged={() => void read.again()} />
          <h2>{stock.batches}</h2>
          <Rows
            items={found.batches}
            caption={stock.batches}
            empty={<p>{stock.noBatches}</p>}
            id={each => each.batch}
            columns={[
              {
                title: stock.batch,
                cell: each => <a href={batchPath(pool, each.batch)}>{each.batch}</a>,
              },
              { title: stock.keys, number: true, cell: each => number(each.keys) },
              { title: stock.imported, cell: each => <Time at={each.importedAt} /> },
              { title: words.digest, cell: each => <code>{each.sha256}</code> },
            ]}
          />
        </>
      )}
    </Read>
  );
}
