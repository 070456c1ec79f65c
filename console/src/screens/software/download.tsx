import { useState } from 'preact/hooks';
import { type Problem, problemOf } from '../../api/problem';
import { startDownload } from '../../api/start-download';
import { useMessages } from '../../messages';
import { ProblemBox } from '../../widgets/problem-box';

type State =
  | { readonly at: 'ready' }
  | { readonly at: 'sending' }
  | { readonly at: 'lost' }
  | { readonly at: 'refused'; readonly problem: Problem };

/** Starts a download by a link. Each time the link may stand differently. A second click goes on with the same download. Problems are shown here. */
export function Download(props: { readonly url: string; readonly onTried: () => void }) {
  const { software, shell } = useMessages();
  const [id, setId] = useState<string>(() => crypto.randomUUID());
  const [state, setState] = useState<State>({ at: 'ready' });
  const start = async () => {
    setState({ at: 'sending' });
    try {
      const { response, session } = await startDownload(props.url, location.origin, id);
      if (session === undefined) {
        const problem = problemOf(response.status, await response.json().catch(() => undefined));
        if (problem.code === 'session-over') {
          setId(crypto.randomUUID());
        }
        setState({ at: 'refused', problem });
        props.onTried();
        return;
      }
      save(session);
      setState({ at: 'ready' });
      props.onTried();
    } catch {
      setState({ at: 'lost' });
    }
  };
  return (
    <>
      <button
        type="button"
        aria-disabled={state.at === 'sending'}
        onClick={() => {
          if (state.at !== 'sending') {
            void start();
          }
        }}
      >
        {software.download}
      </button>
      {state.at === 'lost' && (
        <div class="box" role="alert">
          <p>{shell.lost}</p>
        </div>
      )}
      {state.at === 'refused' && (
        <div class="box bad" role="alert">
          <ProblemBox problem={state.problem} />
        </div>
      )}
    </>
  );
}

/** Saves the file at an address. The page stays open, also if the answer is a refusal. */
function save(address: string): void {
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = '';
  anchor.click();
}
