import { useEffect, useRef } from 'preact/hooks';
import { useRead } from '../../api/read';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { useDesk } from '../../messages/operator';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Read } from '../../widgets/reading';
import { Attached } from '../support/attached';
import { Decision } from '../support/decision';
import { Detail } from '../support/detail';
import { NoteList } from '../support/note-list';
import { Answer } from './answer';
import { Compared } from './compared';
import { Declining } from './declining';
import type { Asked } from './grant';
import { Granting } from './granting';

interface Place {
  readonly partnerId: string;
  readonly requestId: string;
}

/** A partner's support request: what is asked, given and granted, the decision, the notes and the files. */
export default function OperatorRequest({ partnerId, requestId }: Place) {
  const { support, shell } = useMessages();
  const { queue } = useDesk();
  const { api } = useApp();
  const request = useRead(`${partnerId} ${requestId}`, () =>
    api.GET('/v1/operator/partners/{partnerId}/support-requests/{requestId}', {
      params: { path: { partnerId, requestId } },
    }),
  );
  const again = () => void request.again();
  useEffect(() => {
    // The partner may have added a note while the operator looked at something else.
    const look = () => document.visibilityState === 'visible' && again();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [requestId]);
  const read = request.state.value;
  const last = useRef<Asked>(undefined);
  if (read.at === 'done') {
    last.current = read.value;
  }
  // What was read before stays while it is read again, so that an answer that is being typed stays too.
  const found = last.current?.requestId === requestId ? last.current : undefined;
  return (
    <Page title={found?.title ?? support.request} about={<a href="/operator">← {queue.title}</a>}>
      <For task="desk">
        {found !== undefined && read.at === 'failed' && (
          <div class="box" role="alert">
            <p>{shell.notLoaded}</p>
            <button type="button" onClick={again}>
              {shell.tryAgain}
            </button>
          </div>
        )}
        <Read of={found === undefined ? read : { at: 'done', value: found }} again={again}>
          {each => <Content of={each} again={again} />}
        </Read>
      </For>
    </Page>
  );
}

function Content({ of, again }: { readonly of: Asked; readonly again: () => void }) {
  const { support } = useMessages();
  const { request, queue } = useDesk();
  const { quote, decision } = of;
  const isOpen = of.state !== 'CLOSED' && decision?.result !== 'GRANTED';
  return (
    <>
      <dl>
        <div>
          <dt>{queue.partner}</dt>
          <dd>
            {of.partnerName ?? of.partnerId}
            <br />
            <code>{of.partnerId}</code>
          </dd>
        </div>
      </dl>
      <Detail request={of} links={false} company={of.companyName} missing={request.noPhone} />
      <Compared of={of} />
      {isOpen && (
        <p class="actions">
          {quote === undefined ? (
            <span class="note">{request.nothingToGrant}</span>
          ) : (
            <Granting of={of} quote={quote} again={again} />
          )}
          <Declining of={of} again={again} />
        </p>
      )}
      {decision !== undefined && <Decision of={decision} />}
      <section aria-label={support.notes}>
        <h2>{support.notes}</h2>
        <NoteList notes={of.notes} />
        {of.state !== 'CLOSED' && <Answer of={of} onAnswered={again} />}
      </section>
      <section aria-label={support.files}>
        <h2>{support.files}</h2>
        <Files of={of} />
      </section>
    </>
  );
}

function Files({ of }: { readonly of: Asked }) {
  const { support } = useMessages();
  const { api } = useApp();
  const { partnerId, requestId, attachments } = of;
  return (
    <>
      {attachments.length === 0 && <p>{support.noFiles}</p>}
      <ul class="plain-list">
        {attachments.map(each => (
          <Attached
            key={each.attachmentId}
            of={each}
            read={() =>
              api.GET(
                '/v1/operator/partners/{partnerId}/support-requests/{requestId}/attachments/{attachmentId}',
                { params: { path: { partnerId, requestId, attachmentId: each.attachmentId } } },
              )
            }
          />
        ))}
      </ul>
    </>
  );
}
