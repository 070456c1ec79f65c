import { useState } from 'preact/hooks';
import { useMessages } from '../messages';
import { announce } from './live';

/** Copies a text, and says so, or that the browser refused it. */
export function CopyButton(props: { readonly text: string; readonly label: string }) {
  const { shell } = useMessages();
  const [refused, setRefused] = useState(false);
  return (
    <>
      <button
        type="button"
        class="plain"
        onClick={async () => {
          try {
            await navigator.clipboard.writeText(props.text);
            setRefused(false);
            announce(shell.copied);
          } catch {
            setRefused(true);
          }
        }}
      >
        {props.label}
      </button>
      {refused && (
        <span class="fault" role="alert">
          {shell.notCopied}
        </span>
      )}
    </>
  );
}
