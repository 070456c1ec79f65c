import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useWebhooks } from '../../messages/webhooks';
import { Dialog } from '../../widgets/dialog';
import { announceOnNextScreen } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';

/** Deletes a webhook, after a question. */
export function Remove(props: { readonly webhookId: string; readonly onClose: () => void }) {
  const webhooks = useWebhooks();
  const { webhooks: names } = useMessages();
  const { api } = useApp();
  const { route } = useLocation();
  const { webhookId } = props;
  const remove = useCommand(
    `delete-webhook ${webhookId}`,
    async ({ fetch }, _: Record<string, never>) => {
      const reply = await api.DELETE('/v1/webhooks/{webhookId}', {
        params: { path: { webhookId } },
        fetch,
      });
      // It is gone, whether by this request or by an earlier one whose answer was lost.
      return reply.response.status === 404
        ? { response: new Response(null, { status: 204 }) }
        : reply;
    },
    { resumption: 'ask' },
  );
  const state = remove.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announceOnNextScreen(webhooks.removed);
      route('/webhooks', true);
    }
  }, [state.at]);
  return (
    <Dialog title={names.remove} onClose={props.onClose}>
      <p>{webhooks.removeText}</p>
      <Outcome of={remove} />
      <button type="button" disabled={isUnderWay(remove)} onClick={() => void remove.send({})}>
        {names.remove}
      </button>
    </Dialog>
  );
}
