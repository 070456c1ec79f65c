import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useDesk } from '../../messages/operator';
import { Dialog } from '../../widgets/dialog';
import { LongField } from '../../widgets/field';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import type { Asked } from './grant';

/** Declines a request, with a reason for the partner. */
export function Declining(props: { readonly of: Asked; readonly again: () => void }) {
  const { request } = useDesk();
  const { api } = useApp();
  const { partnerId, requestId } = props.of;
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const decline = useCommand(
    `decline-support-request ${requestId}`,
    ({ key, fetch }, body: Schemas['NewOperatorDecision']) =>
      api.POST('/v1/operator/partners/{partnerId}/support-requests/{requestId}/decision', {
        params: { path: { partnerId, requestId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      }),
    {
      resumption: 'ask',
      resumed: body => {
        setNote(body.note);
        setOpen(true);
      },
    },
  );
  const state = decline.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announce(request.decided);
      setOpen(false);
      decline.renew();
      props.again();
    }
  }, [state.at]);
  const busy = isUnderWay(decline);
  return (
    <>
      <button type="button" class="plain" onClick={() => setOpen(true)}>
        {request.decline}
      </button>
      {open && (
        <Dialog title={request.decline} onClose={() => setOpen(false)}>
          <form
            onSubmit={event => {
              event.preventDefault();
              void decline.send({ decision: 'DECLINE', note: note.trim() });
            }}
          >
            <p>{request.declineText}</p>
            <fieldset class="bare" disabled={busy}>
              <LongField
                label={request.reason}
                hint={request.reasonHint}
                required
                longest={4000}
                value={note}
                onValue={setNote}
                pointer="/note"
                problem={state.at === 'refused' ? state.problem : undefined}
              />
            </fieldset>
            <Outcome of={decline} fields={['/note']} />
            <button type="submit" disabled={busy}>
              {request.declineNow}
            </button>
          </form>
        </Dialog>
      )}
    </>
  );
}
