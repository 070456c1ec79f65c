import { useEffect, useRef, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useRead } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Read } from '../../widgets/reading';
import { Change } from './change';
import { Deliveries } from './deliveries';
import { Detail } from './detail';
import { Redeliver } from './redeliver';
import { Remove } from './remove';
import { Rotate } from './rotate';
import { Ping, Switch } from './switch';

type Webhook = Schemas['Webhook'];

/** A webhook: how it fares, its settings and secrets, and its deliveries. */
export function OneWebhook({ webhookId }: { readonly webhookId: string }) {
  const { webhooks: names, shell } = useMessages();
  const { api } = useApp();
  const webhook = useRead(
    webhookId,
    () => api.GET('/v1/webhooks/{webhookId}', { params: { path: { webhookId } } }),
    true,
  );
  const again = () => void webhook.again();
  useEffect(() => {
    // It may have sent much while the person looked at something else.
    const look = () => document.visibilityState === 'visible' && again();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [webhookId]);
  const read = webhook.state.value;
  const last = useRef<Webhook>(undefined);
  if (read.at === 'done') {
    last.current = read.value;
  }
  // What was read before stays while it is read again, so that an open dialog stays too.
  const found = last.current?.webhookId === webhookId ? last.current : undefined;
  return (
    <Page
      title={found?.description ?? found?.address ?? names.one}
      about={<a href="/webhooks">← {names.title}</a>}
    >
      <For task="webhooks">
        {found !== undefined && read.at === 'failed' && (
          <div class="box" role="alert">
            <p>{shell.notLoaded}</p>
            <button type="button" onClick={again}>
              {shell.tryAgain}
            </button>
          </div>
        )}
        <Read of={found === undefined ? read : { at: 'done', value: found }} again={again}>
          {each => <Content key={webhookId} of={each} again={again} />}
        </Read>
      </For>
    </Page>
  );
}

function Content({ of, again }: { readonly of: Webhook; readonly again: () => void }) {
  const [awaited, setAwaited] = useState<string>();
  return (
    <>
      <Detail of={of} />
      <div class="actions">
        {of.state === 'ACTIVE' && <Ping webhookId={of.webhookId} onPinged={setAwaited} />}
        <Switch of={of} onChanged={again} />
        <Dialogs of={of} again={again} />
      </div>
      <Deliveries of={of} awaited={awaited} onChanged={again} />
    </>
  );
}

const DIALOGS = ['change', 'redeliver', 'rotate', 'remove'] as const;

/** The buttons of what is asked about in a dialog first. */
function Dialogs({ of, again }: { readonly of: Webhook; readonly again: () => void }) {
  const { webhooks: names } = useMessages();
  const [open, setOpen] = useState<(typeof DIALOGS)[number]>();
  const close = () => setOpen(undefined);
  const { webhookId } = of;
  return (
    <>
      {DIALOGS.map(each => (
        <button key={each} type="button" class="plain" onClick={() => setOpen(each)}>
          {names[each]}
        </button>
      ))}
      {open === 'change' && <Change of={of} onChanged={again} onClose={close} />}
      {open === 'redeliver' && (
        <Redeliver of={of} one={undefined} onChanged={again} onClose={close} />
      )}
      {open === 'rotate' && <Rotate webhookId={webhookId} onChanged={again} onClose={close} />}
      {open === 'remove' && <Remove webhookId={webhookId} onClose={close} />}
    </>
  );
}
