import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../../app';
import { useDesk } from '../../messages/operator';
import { ChangeDialog } from './change-dialog';
import { ACTIONS, type Action, changeName, isChange } from './stock-changes';

/** Buttons that change the unsold keys of a pool or of a batch, each by a dialog. */
export function ChangeStock(props: {
  readonly pool: string;
  readonly batch: string | undefined;
  /** Is called when keys may have changed. */
  readonly onChanged: () => void;
}) {
  const { stock } = useDesk();
  const { pending } = useApp();
  const { pool, batch } = props;
  // A change that a reload interrupted opens its dialog again.
  const [open, setOpen] = useState<Action | undefined>(() =>
    ACTIONS.find(action => pending.find(changeName(action, pool, batch)) !== undefined),
  );
  const waiting = Object.keys(pending.all()).filter(isChange);
  const before = useRef(waiting);
  useEffect(() => {
    const ended = before.current.some(name => !waiting.includes(name));
    before.current = waiting;
    // A change whose dialog was closed ends later. One whose dialog is open is read when it closes.
    if (ended && open === undefined) {
      props.onChanged();
    }
  }, [waiting.join(), open]);
  const buttons = useRef<HTMLDivElement>(null);
  return (
    <section aria-label={stock.changes}>
      <h2>{stock.changes}</h2>
      <div class="actions" ref={buttons}>
        {ACTIONS.map(action => (
          <button key={action} type="button" class="plain" onClick={() => setOpen(action)}>
            {stock.actions[action]}
          </button>
        ))}
      </div>
      {open !== undefined && (
        <ChangeDialog
          action={open}
          pool={pool}
          batch={batch}
          onClose={() => {
            setOpen(undefined);
            props.onChanged();
          }}
        />
      )}
    </section>
  );
}
