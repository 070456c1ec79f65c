import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useWebhooks } from '../../messages/webhooks';
import { Dialog } from '../../widgets/dialog';
import { announce } from '../../widgets/live';
import { useSecret } from '../../widgets/secret';
import { SecretShown, type Signing, withoutSecret } from './secret-shown';
import { bodyOf, EMPTY, settingsOf } from './settings';
import { SettingsForm } from './settings-form';

/** Creates a webhook, and shows its secret once. */
export function Create(props: { readonly onCreated: () => void; readonly onClose: () => void }) {
  const webhooks = useWebhooks();
  const { webhooks: names } = useMessages();
  const { api } = useApp();
  const [typed, setTyped] = useState(EMPTY);
  const signing = useSecret<Signing>();
  const create = useCommand(
    'create-webhook',
    async ({ key, fetch }, body: Schemas['NewWebhook']) => {
      const reply = await api.POST('/v1/webhooks', {
        params: { header: { 'Idempotency-Key': key } },
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
    { resumption: 'ask', resumed: body => setTyped(settingsOf(body)) },
  );
  const state = create.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announce(webhooks.created);
      props.onCreated();
    }
  }, [state.at]);
  return (
    <Dialog title={names.create} onClose={props.onClose}>
      {state.at === 'done' ? (
        <>
          <SecretShown done={webhooks.created} of={signing} />
          <p>
            <a class="go plain" href={`/webhooks/${state.answer.webhookId}`}>
              {webhooks.open}
            </a>
          </p>
        </>
      ) : (
        <SettingsForm
          of={create}
          typed={typed}
          before={typed.types}
          onTyped={setTyped}
          action={names.create}
          onSubmit={() => void create.send(bodyOf(typed))}
        />
      )}
    </Dialog>
  );
}
