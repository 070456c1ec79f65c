import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useWebhooks } from '../../messages/webhooks';
import { Dialog } from '../../widgets/dialog';
import { announce } from '../../widgets/live';
import { changed, changesOf, settingsOf } from './settings';
import { SettingsForm } from './settings-form';

/** Changes the address, the types and the description of a webhook. */
export function Change(props: {
  readonly of: Schemas['Webhook'];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const webhooks = useWebhooks();
  const { webhooks: names } = useMessages();
  const { api } = useApp();
  const { webhookId } = props.of;
  const [before] = useState(settingsOf(props.of));
  const [typed, setTyped] = useState(before);
  const change = useCommand(
    `change-webhook ${webhookId}`,
    ({ key, fetch }, body: Schemas['WebhookChange']) =>
      api.PATCH('/v1/webhooks/{webhookId}', {
        params: { path: { webhookId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      }),
    { resumption: 'ask', resumed: body => setTyped(changed(before, body)) },
  );
  const state = change.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announce(webhooks.changed);
      props.onChanged();
      props.onClose();
    }
  }, [state.at]);
  return (
    <Dialog title={names.change} onClose={props.onClose}>
      <SettingsForm
        of={change}
        typed={typed}
        before={before.types}
        onTyped={setTyped}
        action={names.change}
        onSubmit={() => {
          const body = changesOf(before, typed);
          if (Object.keys(body).length === 0) {
            props.onClose();
          } else {
            void change.send(body);
          }
        }}
      />
    </Dialog>
  );
}
