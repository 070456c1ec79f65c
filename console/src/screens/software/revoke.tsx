import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { Dialog } from '../../widgets/dialog';
import { TextField } from '../../widgets/field';
import { number } from '../../widgets/format';
import { isUnderWay, Outcome } from '../../widgets/outcome';

/** Revokes a link, or all links of a purchase. */
export function Revoke(props: {
  readonly customerId: string;
  readonly entitlementId: string;
  /** The link, or undefined for all of them. */
  readonly link: Schemas['Link'] | undefined;
  readonly onRevoked: (text: string) => void;
  readonly focusAfter: () => HTMLElement | null;
  readonly onClose: () => void;
}) {
  const { software, words } = useMessages();
  const { api } = useApp();
  const [reason, setReason] = useState('');
  const { customerId, entitlementId, link } = props;
  const revoke = useCommand(
    `revoke-links ${entitlementId} ${link?.linkId ?? 'all'}`,
    async ({ key, fetch }, body: Schemas['NewRevocation']) => {
      const header = { 'Idempotency-Key': key };
      if (link !== undefined) {
        const reply = await api.POST(
          '/v1/customers/{customerId}/software/{entitlementId}/links/{linkId}/revocation',
          {
            params: { path: { customerId, entitlementId, linkId: link.linkId }, header },
            body,
            fetch,
          },
        );
        return reply.data === undefined
          ? reply
          : { data: software.revoked, response: reply.response };
      }
      const reply = await api.POST(
        '/v1/customers/{customerId}/software/{entitlementId}/links/revocation',
        { params: { path: { customerId, entitlementId }, header }, body, fetch },
      );
      return reply.data === undefined
        ? reply
        : {
            data: software.revokedAll(number(reply.data.linksRevoked)),
            response: reply.response,
          };
    },
    { resumption: 'ask' },
  );
  const state = revoke.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      props.onRevoked(state.answer);
    }
  }, [state.at]);
  return (
    <Dialog
      title={link === undefined ? software.revokeAll : software.revokeOf(link.artifact.fileName)}
      onClose={props.onClose}
      focusAfter={props.focusAfter}
    >
      <form
        onSubmit={event => {
          event.preventDefault();
          void revoke.send(reason.trim() === '' ? {} : { reason: reason.trim() });
        }}
      >
        <p>{software.revokeText}</p>
        <fieldset class="bare" disabled={isUnderWay(revoke)}>
          <TextField
            label={words.reason}
            optional
            longest={500}
            value={reason}
            onValue={setReason}
          />
        </fieldset>
        <Outcome of={revoke} />
        <button type="submit" disabled={isUnderWay(revoke)}>
          {software.revoke}
        </button>
      </form>
    </Dialog>
  );
}
