import { useMessages } from '../../messages';

/** The page in place of a screen that failed or did not load. */
export function Broken() {
  const { shell } = useMessages();
  return (
    <div class="box bad" role="alert">
      <h1>{shell.broken}</h1>
      <p>{shell.brokenText}</p>
      <button type="button" onClick={() => location.reload()}>
        {shell.reload}
      </button>
    </div>
  );
}
