import { useEffect, useRef } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { useRead } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Read } from '../../widgets/reading';
import { Attachments } from './attachments';
import { Closing } from './closing';
import { Decision } from './decision';
import { Detail } from './detail';
import { Notes } from './notes';

/** A support request: what was asked, the decision, the notes of both sides, and the files. */
export default function SupportRequest({ requestId }: { readonly requestId: string }) {
  const { support, shell } = useMessages();
  const { api } = useApp();
  const request = useRead(requestId, () =>
    api.GET('/v1/support-requests/{requestId}', { params: { path: { requestId } } }),
  );
  const again = () => void request.again();
  useEffect(() => {
    // The operator may have answered while the person looked at something else.
    const look = () => document.visibilityState === 'visible' && again();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [requestId]);
  const read = request.state.value;
  const last = useRef<Schemas['SupportRequest']>(undefined);
  if (read.at === 'done') {
    last.current = read.value;
  }
  // What was read before stays while it is read again, so that a note that is being typed stays too.
  const found = last.current?.requestId === requestId ? last.current : undefined;
  return (
    <Page title={found?.title ?? support.request} about={found && support.stateTexts[found.state]}>
      <For task="support">
        {found !== undefined && read.at === 'failed' && (
          <div class="box" role="alert">
            <p>{shell.notLoaded}</p>
            <button type="button" onClick={again}>
              {shell.tryAgain}
            </button>
          </div>
        )}
        <Read of={found === undefined ? read : { at: 'done', value: found }} again={again}>
          {each => (
            <>
              <Detail request={each} />
              {each.decision !== undefined && <Decision of={each.decision} />}
              <Notes request={each} onNoted={again} />
              <Attachments request={each} onAttached={again} />
              {each.state !== 'CLOSED' && <Closing requestId={requestId} onClosed={again} />}
            </>
          )}
        </Read>
      </For>
    </Page>
  );
}
