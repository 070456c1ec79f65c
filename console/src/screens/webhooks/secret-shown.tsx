import type { Schemas } from '../../api/client';
import { useWebhooks } from '../../messages/webhooks';
import { CopyButton } from '../../widgets/copy';
import { useFocusAtFirst } from '../../widgets/focus';
import { HideButton, type Secret } from '../../widgets/secret';

/** What a webhook signs with. It is known only just after it was made. */
export interface Signing {
  readonly secret: string;
  readonly publicKey: string;
}

/** Takes the secret out of an answer, so that it goes to the one place that hides it again. */
export function withoutSecret(answer: Schemas['Webhook']): [Schemas['Webhook'], Signing] {
  const { secret = '', ...webhook } = answer;
  return [webhook, { secret, publicKey: webhook.publicKeys[0]?.key ?? '' }];
}

/** The secret and the public key of a webhook, with what was done, until the secret is hidden again. */
export function SecretShown(props: { readonly done: string; readonly of: Secret<Signing> }) {
  const webhooks = useWebhooks();
  const heading = useFocusAtFirst<HTMLHeadingElement>();
  const shown = props.of.shown.value?.value;
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {props.done}
      </h3>
      {shown === undefined ? (
        <p>{webhooks.secretHidden}</p>
      ) : (
        <>
          <p>{webhooks.secretOnce}</p>
          <dl>
            <div>
              <dt>{webhooks.secret}</dt>
              <dd>
                <code class="secret">{shown.secret}</code>
              </dd>
            </div>
            <div>
              <dt>{webhooks.publicKey}</dt>
              <dd>
                <code>{shown.publicKey}</code>
              </dd>
            </div>
          </dl>
          <p class="actions">
            <CopyButton text={shown.secret} label={webhooks.copySecret} />
            <CopyButton text={shown.publicKey} label={webhooks.copyKey} />
            <HideButton secret={props.of} />
          </p>
        </>
      )}
    </>
  );
}
