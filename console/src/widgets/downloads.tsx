import { useState } from 'preact/hooks';
import type { Reply } from '../api/command';
import { type Download, download } from '../api/download';
import { type Problem, problemOf } from '../api/problem';
import { useApp } from '../app';
import { useMessages } from '../messages';
import { announce } from './live';
import { ProblemBox } from './problem-box';
import { save } from './save';

/** A format in which something can be saved. */
export interface Format {
  readonly text: string;
  /** Reads the file. Without it, the API is asked for `accept` at `address`. */
  readonly read?: () => Promise<Reply<Download>>;
  readonly address?: string;
  readonly accept?: string;
  readonly name: string;
}

type State =
  | { readonly at: 'ready' }
  | { readonly at: 'loading' }
  | { readonly at: 'failed'; readonly problem?: Problem }
  | { readonly at: 'saved'; readonly rest?: Format; readonly perhapsMore: boolean };

/** Buttons that save the same thing in several formats, and what became of it. */
export function Downloads(props: {
  readonly label: string;
  readonly formats: readonly Format[];
  /** Returns whether a file of the bucket may be a part. */
  readonly mayBePart?: (csv: string) => boolean;
}) {
  const { shell } = useMessages();
  const { connection } = useApp();
  const [state, setState] = useState<State>({ at: 'ready' });
  const get = async (format: Format) => {
    setState({ at: 'loading' });
    const reply = await read(format).catch(() => null);
    if (reply === null) {
      setState({ at: 'failed' });
    } else if (reply.data === undefined) {
      setState({ at: 'failed', problem: problemOf(reply.response.status, reply.error) });
    } else {
      const { name, content, next, redirected } = reply.data;
      save(name, content);
      announce(shell.saved(name));
      setState({
        at: 'saved',
        perhapsMore: redirected && (props.mayBePart?.(await content.text()) ?? false),
        ...(next === undefined ? {} : { rest: { ...format, address: next } }),
      });
    }
  };
  const read = ({ read, address = '/', accept = '*/*', name }: Format) =>
    read === undefined ? download(connection, address, accept, name) : read();
  return (
    <section aria-label={props.label}>
      <p class="actions">
        <span>{props.label}:</span>
        {props.formats.map(format => (
          <button
            key={format.text}
            type="button"
            class="plain"
            disabled={state.at === 'loading'}
            onClick={() => void get(format)}
          >
            {format.text}
          </button>
        ))}
      </p>
      {state.at === 'loading' && <p class="note">{shell.loading}</p>}
      {state.at === 'failed' && (
        <div class="box bad" role="alert">
          <p>{shell.notLoaded}</p>
          {state.problem !== undefined && <ProblemBox problem={state.problem} />}
        </div>
      )}
      {state.at === 'saved' && state.rest !== undefined && (
        <div class="box" role="status">
          <p>{shell.partSaved}</p>
          <button type="button" onClick={() => state.rest && void get(state.rest)}>
            {shell.saveRest}
          </button>
        </div>
      )}
      {state.at === 'saved' && state.rest === undefined && state.perhapsMore && (
        <p class="box" role="status">
          {shell.perhapsPart}
        </p>
      )}
    </section>
  );
}
