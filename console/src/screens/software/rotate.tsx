import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { Dialog } from '../../widgets/dialog';
import { ChoiceField, TextField } from '../../widgets/field';
import { isUnderWay, Outcome } from '../../widgets/outcome';

const REASONS = ['COMPROMISED', 'LOST', 'OTHER'] as const;

/** Replaces a key by another one. */
export function Rotate(props: {
  readonly customerId: string;
  readonly entitlementId: string;
  readonly ordinal: number;
  readonly lastFive: string;
  readonly onNew: (keys: Schemas['Keys']['keys']) => void;
  readonly onClose: () => void;
}) {
  const { software, cancellation, words } = useMessages();
  const { api } = useApp();
  const { customerId, entitlementId, ordinal, lastFive } = props;
  const [reasonCode, setReasonCode] = useState<(typeof REASONS)[number]>('COMPROMISED');
  const [reason, setReason] = useState('');
  const rotate = useCommand(
    `rotate-key ${entitlementId} ${ordinal} ${lastFive}`,
    async ({ key, fetch }, body: Schemas['KeyRotation']) => {
      const reply = await api.POST(
        '/v1/customers/{customerId}/software/{entitlementId}/keys/{ordinal}/rotation',
        {
          params: {
            path: { customerId, entitlementId, ordinal },
            header: { 'Idempotency-Key': key },
          },
          body,
          fetch,
        },
      );
      if (reply.data === undefined) {
        return reply;
      }
      props.onNew(reply.data.keys);
      return { data: { ordinal }, response: reply.response };
    },
    { resumption: 'ask' },
  );
  const state = rotate.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      props.onClose();
    }
  }, [state.at]);
  return (
    <Dialog title={software.rotateKey(String(ordinal))} onClose={props.onClose}>
      <form
        onSubmit={event => {
          event.preventDefault();
          void rotate.send({
            lastFive,
            reasonCode,
            ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
          });
        }}
      >
        <p>{software.rotateText}</p>
        <fieldset class="bare" disabled={isUnderWay(rotate)}>
          <ChoiceField
            label={words.reason}
            value={reasonCode}
            onValue={value => setReasonCode(value as (typeof REASONS)[number])}
            choices={REASONS.map(each => [each, software.rotateReasons[each]] as const)}
          />
          <TextField
            label={cancellation.ownWords}
            optional
            longest={1000}
            value={reason}
            onValue={setReason}
          />
        </fieldset>
        <Outcome of={rotate} />
        <button type="submit" disabled={isUnderWay(rotate)}>
          {software.rotate}
        </button>
      </form>
    </Dialog>
  );
}
