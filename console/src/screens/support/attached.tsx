import { useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import type { Reply } from '../../api/command';
import { type Problem, problemOf } from '../../api/problem';
import { useMessages } from '../../messages';
import { size } from '../../widgets/format';
import { ProblemBox } from '../../widgets/problem-box';
import { Time } from '../../widgets/time';

/** A file that is attached to a request, with a button that downloads it. */
export function Attached(props: {
  readonly of: Schemas['Attachment'];
  /** Asks the API for the address of the file. */
  readonly read: () => Promise<Reply<{ readonly download: { readonly url: string } }>>;
}) {
  const { support, software } = useMessages();
  const [problem, setProblem] = useState<Problem | 'lost'>();
  const { of } = props;
  const download = async () => {
    setProblem(undefined);
    try {
      const { data, error, response } = await props.read();
      if (data === undefined) {
        setProblem(problemOf(response.status, error));
      } else {
        // The bucket sends the file as a download, so the page stays.
        location.assign(data.download.url);
      }
    } catch {
      setProblem('lost');
    }
  };
  return (
    <li class="line">
      <strong>{of.fileName}</strong> <span class="note">{size(of.size)}</span>
      {of.archive && <p class="note">{support.archive}</p>}
      <p class="note">
        {support.attachedBy(of.user)}
        {of.attachedAt !== undefined && (
          <>
            , <Time at={of.attachedAt} />
          </>
        )}
        <br />
        SHA-256: <code>{of.sha256}</code>
      </p>
      <button
        type="button"
        class="plain"
        aria-label={support.downloadFile(of.fileName)}
        onClick={() => void download()}
      >
        {software.download}
      </button>
      {problem !== undefined && <DownloadFailed why={problem} />}
    </li>
  );
}

function DownloadFailed({ why }: { readonly why: Problem | 'lost' }) {
  const { shell } = useMessages();
  return (
    <div class="box bad" role="alert">
      {why === 'lost' ? <p>{shell.notLoaded}</p> : <ProblemBox problem={why} />}
    </div>
  );
}
