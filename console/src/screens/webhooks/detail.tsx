import type { ComponentChildren } from 'preact';
import type { Schemas } from '../../api/client';
import { useMessages } from '../../messages';
import { useWebhooks } from '../../messages/webhooks';
import { CopyButton } from '../../widgets/copy';
import { number } from '../../widgets/format';
import { Time } from '../../widgets/time';
import { LastDelivered, Place, TypeList } from './facts';
import { resultText } from './result';

type Webhook = Schemas['Webhook'];

/** What is known of a webhook: its state in words, its settings, its position, and what it signs with. */
export function Detail({ of }: { readonly of: Webhook }) {
  const webhooks = useWebhooks();
  const { words } = useMessages();
  return (
    <>
      <Trouble of={of} />
      <dl>
        <Fact name={words.state}>
          {webhooks.states[of.state]}
          <br />
          <span class="note">{webhooks.stateTexts[of.state]}</span>
        </Fact>
        <Fact name={webhooks.address}>
          <code>{of.address}</code>
        </Fact>
        <Fact name={webhooks.types}>
          <TypeList types={of.types} />
        </Fact>
        <Fact name={webhooks.position}>
          <Place position={of.position} last={of.lastNumber ?? of.position} />
        </Fact>
        <Fact name={webhooks.lastDelivered}>
          <LastDelivered at={of.lastDeliveredAt} />
        </Fact>
        <Fact name={webhooks.secret}>
          <ul class="plain-list">
            {of.secrets.map(each => (
              <li key={each.createdAt}>
                {webhooks.madeAt}: <Time at={each.createdAt} />
                {each.expiresAt !== undefined && (
                  <>
                    {' · '}
                    {webhooks.until}: <Time at={each.expiresAt} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </Fact>
        <Fact name={webhooks.publicKey}>
          <Keys of={of} />
        </Fact>
        <Fact name={words.created}>
          <Time at={of.createdAt} />
        </Fact>
        <Fact name={webhooks.changedAt}>
          <Time at={of.changedAt} />
        </Fact>
      </dl>
    </>
  );
}

function Fact(props: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** Why a webhook is off, or since when its deliveries fail. */
function Trouble({ of: { off, failing } }: { readonly of: Webhook }) {
  const webhooks = useWebhooks();
  if (off === undefined && failing === undefined) {
    return null;
  }
  return (
    <section class="box bad" aria-label={off ? webhooks.states.OFF : webhooks.failingSince}>
      {off !== undefined && (
        <p>
          <strong>{webhooks.offReasons[off.reason]}</strong> {webhooks.offSince}:{' '}
          <Time at={off.at} />
        </p>
      )}
      {failing !== undefined && (
        <ul>
          <li>
            {webhooks.failingSince}: <Time at={failing.since} />
          </li>
          <li>
            {webhooks.failed}: {number(failing.attempts)}
          </li>
          <li>
            {webhooks.last}: {resultText(failing.last, webhooks)}
          </li>
          {off === undefined && (
            <li>
              {webhooks.next}: <Time at={failing.nextAt} />
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

/** The keys that verify the signatures, the newest first. */
function Keys({ of: { publicKeys } }: { readonly of: Webhook }) {
  const webhooks = useWebhooks();
  return (
    <>
      <ul class="plain-list">
        {publicKeys.map(each => (
          <li key={each.kid}>
            <code>{each.key}</code>
            {each.expiresAt !== undefined && (
              <>
                {' · '}
                {webhooks.until}: <Time at={each.expiresAt} />
              </>
            )}
          </li>
        ))}
      </ul>
      <p class="actions">
        <CopyButton text={publicKeys[0]?.key ?? ''} label={webhooks.copyKey} />
      </p>
    </>
  );
}
