import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useWebhooks } from '../../messages/webhooks';
import { Dialog } from '../../widgets/dialog';
import { TextField } from '../../widgets/field';
import { number } from '../../widgets/format';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { numberAfter } from './result';

/** Sends one event again, or all events after a number. */
export function Redeliver(props: {
  readonly of: Schemas['Webhook'];
  /** The number of the one event, or undefined for all after a number. */
  readonly one: number | undefined;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const webhooks = useWebhooks();
  const { webhooks: names } = useMessages();
  const { api } = useApp();
  const { webhookId, position, state: webhookState } = props.of;
  const { one } = props;
  const [typed, setTyped] = useState('');
  const redeliver = useCommand(
    `redeliver-events ${webhookId} ${one ?? 'after'}`,
    ({ key, fetch }, body: Schemas['NewRedelivery']) =>
      api.POST('/v1/webhooks/{webhookId}/redeliveries', {
        params: { path: { webhookId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      }),
    { resumption: 'ask', resumed: ({ after }) => setTyped(String(after ?? '')) },
  );
  const state = redeliver.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      announce(webhooks.redelivered);
      props.onChanged();
      props.onClose();
    }
  }, [state.at]);
  const after = numberAfter(typed, position);
  const busy = isUnderWay(redeliver);
  return (
    <Dialog
      title={one === undefined ? names.redeliver : webhooks.redeliverOne(number(one))}
      onClose={props.onClose}
    >
      <form
        onSubmit={event => {
          event.preventDefault();
          const body = one !== undefined ? { number: one } : after !== undefined && { after };
          if (body !== false) {
            void redeliver.send(body);
          }
        }}
      >
        <p>{one === undefined ? webhooks.redeliverText : webhooks.redeliverOneText}</p>
        {webhookState !== 'ACTIVE' && <p>{webhooks.waitsUntilActive}</p>}
        {one === undefined && (
          <fieldset class="bare" disabled={busy}>
            <TextField
              label={webhooks.after}
              type="number"
              min={0}
              max={position}
              required
              value={typed}
              onValue={setTyped}
              pointer="/after"
              problem={state.at === 'refused' ? state.problem : undefined}
            />
            <p role="status">
              {after !== undefined && webhooks.redeliverCount(number(position - after))}
            </p>
          </fieldset>
        )}
        <Outcome of={redeliver} fields={['/after']} />
        <button type="submit" disabled={busy}>
          {webhooks.again}
        </button>
      </form>
    </Dialog>
  );
}
