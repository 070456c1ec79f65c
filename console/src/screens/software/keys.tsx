import { useEffect, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useRead } from '../../api/read';
import { useCommand } from '../../api/use-command';
import { useApp, useMay } from '../../app';
import { useMessages } from '../../messages';
import { CopyButton } from '../../widgets/copy';
import { useFocusKept } from '../../widgets/focus';
import { number } from '../../widgets/format';
import { WhoCould } from '../../widgets/guard';
import { announce } from '../../widgets/live';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { Read } from '../../widgets/reading';
import { HideButton, useSecret } from '../../widgets/secret';
import { Time } from '../../widgets/time';
import { Rotate } from './rotate';

type ShownKey = Schemas['Keys']['keys'][number];

/** The keys of a purchase: masked, until a person shows them for a while. */
export function Keys(props: {
  readonly customerId: string;
  readonly found: Schemas['SoftwareDetail'];
}) {
  const { software } = useMessages();
  const { api } = useApp();
  const mayShow = useMay('keys');
  const { customerId, found } = props;
  const { entitlementId } = found;
  const keys = useSecret<readonly ShownKey[]>();
  const [rotating, setRotating] = useState<ShownKey>();
  const masked = useRead(entitlementId, () =>
    api.GET('/v1/customers/{customerId}/software/{entitlementId}/keys', {
      params: { path: { customerId, entitlementId } },
    }),
  );
  const reveal = useCommand(
    `reveal-keys ${entitlementId}`,
    async ({ key, fetch }, body: Record<string, never>) => {
      const reply = await api.POST('/v1/customers/{customerId}/software/{entitlementId}/keys', {
        params: { path: { customerId, entitlementId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      });
      if (reply.data === undefined) {
        return reply;
      }
      // Keys go to the one place that hides them again, not into the state of the command.
      keys.show(reply.data.keys);
      return { data: { missing: reply.data.keysOutstanding ?? 0 }, response: reply.response };
    },
    { resumption: 'ask' },
  );
  const state = reveal.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      void masked.again();
    }
  }, [state.at]);
  const shown = keys.shown.value?.value;
  const heading = useFocusKept<HTMLHeadingElement>(shown !== undefined);
  const working = found.links.keys !== undefined;
  if (!working && !found.keysIssued) {
    return found.state === 'ACTIVE' ? <p>{software.noKeys}</p> : null;
  }
  return (
    <section aria-label={software.keys}>
      <h2 ref={heading} tabIndex={-1}>
        {software.keys}
      </h2>
      {shown !== undefined ? (
        <>
          <ul class="plain-list">
            {shown.map(each => (
              <li class="sku" key={each.ordinal}>
                <code class="secret">{each.key}</code>
                <span class="actions">
                  <CopyButton text={each.key} label={software.copyKey(String(each.ordinal))} />
                  <button
                    type="button"
                    class="plain"
                    aria-label={software.rotateKey(String(each.ordinal))}
                    onClick={() => setRotating(each)}
                  >
                    {software.rotate}
                  </button>
                </span>
              </li>
            ))}
          </ul>
          <p class="actions">
            <HideButton secret={keys} />
          </p>
          {state.at === 'done' && state.answer.missing > 0 && (
            <p>{software.keysMissing(number(state.answer.missing))}</p>
          )}
        </>
      ) : (
        <Read of={masked.state.value} again={masked.again}>
          {({ items }) => <Masked items={items} />}
        </Read>
      )}
      {working && shown === undefined && mayShow && (
        <p>
          <button
            type="button"
            disabled={isUnderWay(reveal)}
            onClick={() => {
              reveal.renew();
              void reveal.send({});
            }}
          >
            {software.showKeys}
          </button>{' '}
          <span class="note">{software.showKeysNote}</span>
        </p>
      )}
      {working && !mayShow && <WhoCould task="keys" />}
      <Outcome of={reveal} />
      {rotating !== undefined && (
        <Rotate
          customerId={customerId}
          entitlementId={entitlementId}
          ordinal={rotating.ordinal}
          lastFive={rotating.lastFive}
          onNew={fresh => {
            // The keys may have been hidden meanwhile. Then only the new one is shown.
            const before = keys.shown.peek()?.value ?? fresh;
            keys.show(
              before.map(each => fresh.find(other => other.ordinal === each.ordinal) ?? each),
            );
            announce(software.rotated);
            void masked.again();
          }}
          onClose={() => setRotating(undefined)}
        />
      )}
    </section>
  );
}

function Masked(props: { readonly items: Schemas['KeyList']['items'] }) {
  const { software, words } = useMessages();
  return (
    <ul class="plain-list">
      {props.items.map(each => (
        <li key={`${each.ordinal} ${each.issuedAt}`}>
          {software.key(String(each.ordinal))}: {software.endsWith(each.lastFive)}
          {each.state !== 'WORKING' && ` · ${words.keyStates[each.state]}`}{' '}
          <span class="note">
            {software.issued}: <Time at={each.issuedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
