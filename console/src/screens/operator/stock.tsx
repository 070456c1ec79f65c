import { useRead } from '../../api/read';
import { useApp } from '../../app';
import { useDesk } from '../../messages/operator';
import { number } from '../../widgets/format';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Read } from '../../widgets/reading';
import { Time } from '../../widgets/time';
import { poolPath } from './paths';
import { Rows } from './rows';

/** The pools of unsold keys as they were counted last, low ones first. */
export default function Stock() {
  const { stock } = useDesk();
  return (
    <Page title={stock.title} about={stock.about}>
      <For task="desk">
        <Pools />
      </For>
    </Page>
  );
}

function Pools() {
  const { stock } = useDesk();
  const { api } = useApp();
  const pools = useRead('', () => api.GET('/v1/operator/stock'));
  return (
    <Read of={pools.state.value} again={pools.again}>
      {({ items }) => {
        const low = items.filter(each => each.low).length;
        return (
          <>
            {low > 0 && <p class="box">{stock.lowPools(number(low))}</p>}
            <Rows
              items={items}
              caption={stock.title}
              empty={<p>{stock.none}</p>}
              id={each => each.pool}
              columns={[
                {
                  title: stock.pool,
                  cell: each => <a href={poolPath(each.pool)}>{each.pool}</a>,
                },
                {
                  title: stock.state,
                  cell: each => (each.low ? <strong>{stock.low}</strong> : stock.enough),
                },
                { title: stock.left, number: true, cell: each => number(each.keysLeft) },
                {
                  title: stock.outstanding,
                  number: true,
                  cell: each => number(each.keysOutstanding),
                },
                { title: stock.counted, cell: each => <Time at={each.countedAt} /> },
              ]}
            />
          </>
        );
      }}
    </Read>
  );
}
