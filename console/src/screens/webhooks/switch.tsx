import { useEffect } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useWebhooks } from '../../messages/webhooks';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';

/** Pauses a webhook, resumes it, or switches it on again. */
export function Switch(props: { readonly of: Schemas['Webhook']; readonly onChanged: () => void }) {
  const webhooks = useWebhooks();
  const { api } = useApp();
  const { webhookId, state: now } = props.of;
  const change = useCommand(
    `switch-webhook ${webhookId}`,
    ({ key, fetch }, body: { readonly state: 'ACTIVE' | 'PAUSED' }) =>
      api.PATCH('/v1/webhooks/{webhookId}', {
        params: { path: { webhookId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      }),
    { resumption: 'ask' },
  );
  const state = change.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announce(state.answer.state === 'PAUSED' ? webhooks.nowPaused : webhooks.nowActive);
      change.renew();
      props.onChanged();
    }
  }, [state.at]);
  const texts = { ACTIVE: webhooks.pause, PAUSED: webhooks.resume, OFF: webhooks.switchOn };
  return (
    <>
      <button
        type="button"
        class={now === 'ACTIVE' ? 'plain' : ''}
        disabled={isUnderWay(change)}
        onClick={() => void change.send({ state: now === 'ACTIVE' ? 'PAUSED' : 'ACTIVE' })}
      >
        {texts[now]}
      </button>
      <Outcome of={change} />
    </>
  );
}

/** Sends a test event, whose result appears in the deliveries. */
export function Ping(props: {
  readonly webhookId: string;
  readonly onPinged: (eventId: string) => void;
}) {
  const webhooks = useWebhooks();
  const { webhooks: names } = useMessages();
  const { api } = useApp();
  const { webhookId } = props;
  const ping = useCommand(
    `ping-webhook ${webhookId}`,
    ({ key, fetch }, body: Record<string, never>) =>
      api.POST('/v1/webhooks/{webhookId}/ping', {
        params: { path: { webhookId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      }),
    { resumption: 'ask' },
  );
  const state = ping.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announce(webhooks.pinged);
      ping.renew();
      props.onPinged(state.answer.eventId);
    }
  }, [state.at]);
  return (
    <>
      <button type="button" disabled={isUnderWay(ping)} onClick={() => void ping.send({})}>
        {names.ping}
      </button>
      <Outcome of={ping} />
    </>
  );
}
