import { useEffect } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { CopyButton } from '../../widgets/copy';
import { useFocusKept } from '../../widgets/focus';
import { duration, number } from '../../widgets/format';
import { isUnderWay, Outcome } from '../../widgets/outcome';
import { HideButton, useSecret } from '../../widgets/secret';
import { Download } from './download';

/** Makes a link to a file, and shows it until it is hidden again. */
export function GetLink(props: {
  readonly customerId: string;
  readonly entitlementId: string;
  readonly artifact: Schemas['Artifact'];
  readonly rule: Schemas['LinkRule'] | undefined;
  /** Is called when a link was made, and when a download by it was tried. */
  readonly onChanged: () => void;
}) {
  const { software } = useMessages();
  const { api } = useApp();
  const { customerId, entitlementId, artifact, rule } = props;
  const { version, language, fileType } = artifact;
  const link = useSecret<string>();
  const make = useCommand(
    `create-link ${entitlementId} ${version} ${language} ${fileType}`,
    async ({ key, fetch }, body: Schemas['NewLink']) => {
      const reply = await api.POST('/v1/customers/{customerId}/software/{entitlementId}/links', {
        params: { path: { customerId, entitlementId }, header: { 'Idempotency-Key': key } },
        body,
        fetch,
      });
      if (reply.data === undefined) {
        return reply;
      }
      // The address is a secret: it goes to the one place that hides it again, not into the state.
      const { url, ...made } = reply.data;
      link.show(url);
      return { data: made, response: reply.response };
    },
    { resumption: 'ask' },
  );
  const state = make.state.value;
  useEffect(() => {
    if (state.at === 'done') {
      props.onChanged();
      make.renew();
    }
  }, [state.at]);
  const url = link.shown.value?.value;
  const place = useFocusKept<HTMLDivElement>(url !== undefined);
  return (
    <div ref={place} tabIndex={-1}>
      {url === undefined ? (
        <button
          type="button"
          disabled={isUnderWay(make)}
          onClick={() => void make.send({ version, language, fileType })}
        >
          {software.get}
        </button>
      ) : (
        <>
          {rule !== undefined && (
            <p>{software.linkMade(duration(rule.lifetime), number(rule.downloads))}</p>
          )}
          <p>
            <code class="secret">{url}</code>
          </p>
          <div class="actions">
            <Download url={url} onTried={props.onChanged} />
            <CopyButton text={url} label={software.copyLink} />
            <HideButton secret={link} />
          </div>
          <p class="note">{software.linkOnce}</p>
        </>
      )}
      <Outcome of={make} />
    </div>
  );
}
