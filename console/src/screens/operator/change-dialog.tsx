import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useRead } from '../../api/read';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useDesk } from '../../messages/operator';
import { Dialog } from '../../widgets/dialog';
import { CheckField, ChoiceField, TextField } from '../../widgets/field';
import { useFocusAtFirst } from '../../widgets/focus';
import { number } from '../../widgets/format';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { Read } from '../../widgets/reading';
import { type Action, changeName } from './stock-changes';

type Body = Schemas['NewStockChange'];
type Done = Schemas['StockChange'];

/** How often a change is continued without one more key before the person is asked. */
const IDLE_ROUNDS = 3;

/** Changes the unsold keys of a pool or of a batch, after it has said what happens to them. */
export function ChangeDialog(props: {
  readonly action: Action;
  readonly pool: string;
  readonly batch: string | undefined;
  readonly onClose: () => void;
}) {
  const { stock } = useDesk();
  const { words } = useMessages();
  const { api } = useApp();
  const { action, pool, batch } = props;
  const [reason, setReason] = useState('');
  const [to, setTo] = useState('');
  const [importable, setImportable] = useState(false);
  const [sure, setSure] = useState(false);
  const change = useCommand(
    changeName(action, pool, batch),
    async ({ key, fetch }, body: Body) => {
      let before = -1;
      for (let idle = 0; ; ) {
        const reply = await api.POST('/v1/operator/stock/changes', {
          params: { header: { 'Idempotency-Key': key } },
          body,
          fetch,
        });
        if (reply.data?.state !== 'UNFINISHED') {
          return reply;
        }
        // The same change under the same key goes on where the server ran out of time.
        const { changed } = reply.data;
        idle = changed > before ? 0 : idle + 1;
        before = changed;
        announce(stock.progress(number(changed)));
        if (idle === IDLE_ROUNDS) {
          throw new Error('the change does not go on');
        }
      }
    },
    {
      resumption: 'ask',
      resumed: body => {
        setReason(body.reason);
        setTo(body.to ?? '');
        setImportable(body.importable === 1);
        setSure(true);
      },
    },
  );
  const state = change.state.value;
  const busy = isUnderWay(change);
  useEffect(() => {
    if (state.at === 'done') {
      announce(stock.done);
    }
  }, [state.at]);
  return (
    <Dialog title={stock.actions[action]} onClose={props.onClose}>
      {state.at === 'done' ? (
        <Report of={state.answer} />
      ) : (
        <form
          onSubmit={event => {
            event.preventDefault();
            void change.send({
              action,
              pool,
              ...(batch === undefined ? {} : { batch }),
              ...(action === 'MOVE' ? { to } : {}),
              ...(action === 'WITHDRAW' && importable ? { importable: 1 } : {}),
              reason: reason.trim(),
            });
          }}
        >
          <p>
            <strong>{batch === undefined ? stock.poolTitle(pool) : stock.batchTitle(batch)}</strong>
          </p>
          <p>{batch === undefined ? stock.ofPool : stock.ofBatch}</p>
          <p>
            {stock.effects[action]} {stock.soldStay}
          </p>
          <fieldset class="bare" disabled={busy}>
            {action === 'MOVE' && <OtherPool pool={pool} value={to} onValue={setTo} />}
            <TextField
              label={words.reason}
              hint={stock.reasonHint}
              required
              longest={1000}
              value={reason}
              onValue={setReason}
              pointer="/reason"
              problem={state.at === 'refused' ? state.problem : undefined}
            />
            {action === 'WITHDRAW' && (
              <>
                <CheckField
                  label={stock.importable}
                  checked={importable}
                  onChecked={setImportable}
                />
                <CheckField label={stock.sure} checked={sure} onChecked={setSure} required />
              </>
            )}
          </fieldset>
          <Outcome of={change} fields={['/reason', '/to']} />
          <button type="submit" disabled={busy}>
            {stock.actions[action]}
          </button>
        </form>
      )}
    </Dialog>
  );
}

/** Chooses another pool among those that are counted, which are those of the catalogue. */
function OtherPool(props: {
  readonly pool: string;
  readonly value: string;
  readonly onValue: (pool: string) => void;
}) {
  const { stock } = useDesk();
  const { api } = useApp();
  const pools = useRead('', () => api.GET('/v1/operator/stock'));
  return (
    <Read of={pools.state.value} again={pools.again}>
      {({ items }) => (
        <ChoiceField
          label={stock.to}
          required
          value={props.value}
          onValue={props.onValue}
          choices={[
            ['', stock.chooseTo],
            ...items
              .filter(each => each.pool !== props.pool)
              .map(each => [each.pool, each.pool] as const),
          ]}
        />
      )}
    </Read>
  );
}

/** What a change did. */
function Report({ of }: { readonly of: Done }) {
  const { stock } = useDesk();
  const heading = useFocusAtFirst<HTMLHeadingElement>();
  const counts = [
    [stock.changed, of.changed],
    [stock.taken, of.taken ?? 0],
    [stock.withdrawnBefore, of.withdrawnBefore ?? 0],
  ] as const;
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {stock.done}
      </h3>
      <dl>
        {counts
          .filter(([, keys], index) => index === 0 || keys > 0)
          .map(([name, keys]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{number(keys)}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
