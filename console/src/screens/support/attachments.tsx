import { useLayoutEffect } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import type { Pending } from '../../api/pending';
import { uploadsIn } from '../../api/upload';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { AddFiles } from './add-files';
import { Attached } from './attached';
import { MOST_FILES } from './files';
import { UploadList } from './upload-list';
import { upload, uploadsOf } from './uploads';

/** The files of a request: those that are attached, those on their way, and how to add more. */
export function Attachments(props: {
  readonly request: Schemas['SupportRequest'];
  readonly onAttached: () => void;
}) {
  const { support } = useMessages();
  const app = useApp();
  const { requestId, attachments, state } = props.request;
  const there = new Set(attachments.map(each => each.attachmentId));
  const underWay = uploadsOf(requestId).filter(({ state: { value } }) =>
    value.at === 'attached' ? !there.has(value.attachment.attachmentId) : true,
  );
  const taken = attachments.length + underWay.length;
  return (
    <section aria-label={support.files}>
      <h2>{support.files}</h2>
      {taken === 0 && <p>{support.noFiles}</p>}
      <ul class="plain-list">
        {attachments.map(each => (
          <Attached
            key={each.attachmentId}
            of={each}
            read={() =>
              app.api.GET('/v1/support-requests/{requestId}/attachments/{attachmentId}', {
                params: { path: { requestId, attachmentId: each.attachmentId } },
              })
            }
          />
        ))}
      </ul>
      <UploadList uploads={underWay} onAttached={props.onAttached} />
      {state !== 'CLOSED' && (
        <>
          <Unfinished requestId={requestId} />
          <AddFiles room={MOST_FILES - taken} onFiles={files => upload(app, requestId, files)} />
        </>
      )}
    </section>
  );
}

/** The uploads that a reload interrupted. Only the person can open their files again. */
function Unfinished({ requestId }: { readonly requestId: string }) {
  const { support } = useMessages();
  const { pending } = useApp();
  const beginning = uploadsIn(requestId);
  const known = new Set(uploadsOf(requestId).map(each => each.sha256));
  const left = Object.entries(pending.all()).filter(
    ([name]) => name.startsWith(beginning) && !known.has(name.slice(beginning.length)),
  );
  const names = left.map(([name]) => name).join('|');
  useLayoutEffect(() => {
    const releases = names.split('|').map(name => pending.hold(name));
    return () => {
      for (const release of releases) {
        release();
      }
    };
  }, [names]);
  const nameOf = ({ body }: Pending) => (body as Schemas['NewAttachment']).fileName;
  return (
    <ul class="plain-list">
      {left.map(([name, each]) => (
        <li class="box" key={name}>
          <p>{support.unfinished(nameOf(each))}</p>
          <button
            type="button"
            class="plain"
            aria-label={support.removeFile(nameOf(each))}
            onClick={() => pending.remove(name)}
          >
            {support.remove}
          </button>
        </li>
      ))}
    </ul>
  );
}
