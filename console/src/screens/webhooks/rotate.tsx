import { useEffect } from 'preact/hooks';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useWebhooks } from '../../messages/webhooks';
import { Dialog } from '../../widgets/dialog';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { useSecret } from '../../widgets/secret';
import { SecretShown, type Signing, withoutSecret } from './secret-shown';

/** Replaces the secret of a webhook, and shows the new one once. */
export function Rotate(props: {
  readonly webhookId: string;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const webhooks = useWebhooks();
  const { webhooks: names } = useMessages();
  const { api } = useApp();
  const { webhookId } = props;
  const signing = useSecret<Signing>();
  const rotate = useCommand(
    `rotate-webhook-secret ${webhookId}`,
    async ({ key, fetch }, body: Record<string, never>) => {
      const reply = await api.POST('/v1/webhooks/{webhookId}/secret', {
        params: { path: { webhookId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      });
      if (reply.data === undefined) {
        return reply;
      }
      const [webhook, made] = withoutSecret(reply.data);
      signing.show(made);
      return { data: webhook, response: reply.response };
    },
    { resumption: 'ask' },
  );
  const state = rotate.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announce(webhooks.rotated);
      props.onChanged();
    }
  }, [state.at]);
  return (
    <Dialog title={names.rotate} onClose={props.onClose}>
      {state.at === 'done' ? (
        <SecretShown done={webhooks.rotated} of={signing} />
      ) : (
        <>
          <p>{webhooks.rotateText}</p>
          <Outcome of={rotate} />
          <button type="button" disabled={isUnderWay(rotate)} onClick={() => void rotate.send({})}>
            {names.rotate}
          </button>
        </>
      )}
    </Dialog>
  );
}
