import { useEffect, useState } from 'preact/hooks';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { Dialog } from '../../widgets/dialog';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';

/** Closes a request, after a question. */
export function Closing(props: { readonly requestId: string; readonly onClosed: () => void }) {
  const { support } = useMessages();
  const { api } = useApp();
  const { requestId } = props;
  const [asking, setAsking] = useState(false);
  const close = useCommand(
    `close-support-request ${requestId}`,
    ({ key, fetch }, body: Record<string, never>) =>
      api.POST('/v1/support-requests/{requestId}/closure', {
        params: { path: { requestId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      }),
    { resumption: 'ask', resumed: () => setAsking(true) },
  );
  const state = close.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announce(support.closed);
      setAsking(false);
      props.onClosed();
    }
  }, [state.at]);
  return (
    <div>
      <button type="button" class="plain" onClick={() => setAsking(true)}>
        {support.close}
      </button>
      {asking && (
        <Dialog
          title={support.close}
          onClose={() => setAsking(false)}
          // The button that opened the dialog goes once the request is closed.
          focusAfter={() =>
            close.state.peek().at === 'done' ? document.querySelector<HTMLElement>('main h1') : null
          }
        >
          <p>{support.closeText}</p>
          <Outcome of={close} />
          <button type="button" disabled={isUnderWay(close)} onClick={() => void close.send({})}>
            {support.close}
          </button>
        </Dialog>
      )}
    </div>
  );
}
