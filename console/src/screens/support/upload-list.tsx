import { useEffect, useRef } from 'preact/hooks';
import type { Upload } from '../../api/upload';
import { useMessages } from '../../messages';
import { size } from '../../widgets/format';
import { announce } from '../../widgets/live';
import { ProblemBox } from '../../widgets/problem-box';
import { dismiss, resume } from './uploads';

/** The files on their way into a support request: how far each is, and how to go on. */
export function UploadList(props: {
  readonly uploads: readonly Upload[];
  /** Called when a file is attached. */
  readonly onAttached: () => void;
}) {
  return (
    <ul class="plain-list">
      {props.uploads.map(each => (
        <Row key={`${each.file.name} ${each.file.lastModified}`} of={each} {...props} />
      ))}
    </ul>
  );
}

function Row(props: { readonly of: Upload; readonly onAttached: () => void }) {
  const { support } = useMessages();
  const { of } = props;
  const { name } = of.file;
  const row = useRef<HTMLLIElement>(null);
  const state = of.state.value;
  useEffect(() => {
    if (state.at === 'attached') {
      announce(support.attached(name));
      props.onAttached();
    } else if (state.at === 'interrupted') {
      announce(support.interrupted);
    }
  }, [state.at]);
  return (
    <li class="line" ref={row} tabIndex={-1}>
      <strong>{name}</strong>
      <Progress of={of} />
      {of.sha256 !== undefined && (
        <p class="note">
          SHA-256: <code>{of.sha256}</code>
        </p>
      )}
      {state.at !== 'attached' && (
        <p class="actions">
          {state.at === 'interrupted' && (
            <button
              type="button"
              aria-label={support.resumeFile(name)}
              onClick={() => {
                // The button goes away.
                row.current?.focus();
                resume(of);
              }}
            >
              {support.resume}
            </button>
          )}
          <button
            type="button"
            class="plain"
            aria-label={support.removeFile(name)}
            onClick={() => dismiss(of)}
          >
            {support.remove}
          </button>
        </p>
      )}
    </li>
  );
}

function Progress({ of }: { readonly of: Upload }) {
  const { support } = useMessages();
  const state = of.state.value;
  const all = of.file.size;
  switch (state.at) {
    case 'waiting':
      return <p class="note">{support.waiting}</p>;
    case 'sending': {
      const sent = Math.min(state.sent, all);
      return (
        <p>
          <progress aria-label={support.progress(of.file.name)} value={sent} max={all} />{' '}
          <span class="note">
            {state.trouble !== undefined
              ? support.again
              : sent === all
                ? support.checking
                : support.sent(size(sent), size(all))}
          </span>
        </p>
      );
    }
    case 'interrupted':
      return <p>{support.interrupted}</p>;
    case 'unreadable':
      return <p role="alert">{support.unreadable}</p>;
    case 'refused':
      return (
        <div role="alert">
          <ProblemBox problem={state.problem} />
        </div>
      );
    case 'attached':
      return <p class="note">{support.attached(of.file.name)}</p>;
  }
}
