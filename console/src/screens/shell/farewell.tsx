import { useMessages } from '../../messages';

/** The page after a sign-out. */
export function Farewell({ onSignIn }: { readonly onSignIn: () => void }) {
  const { shell } = useMessages();
  return (
    <main class="alone">
      <h1>{shell.signedOut}</h1>
      <p>{shell.signedOutText}</p>
      <button type="button" onClick={onSignIn}>
        {shell.signIn}
      </button>
    </main>
  );
}

/** The page if signing in failed. */
export function Stopped(props: { readonly why: unknown; readonly onSignIn: () => void }) {
  const { shell } = useMessages();
  return (
    <main class="alone">
      <h1>{shell.signInFailed}</h1>
      <p lang="en">{props.why instanceof Error ? props.why.message : String(props.why)}</p>
      <button type="button" onClick={props.onSignIn}>
        {shell.signIn}
      </button>
    </main>
  );
}

/** The page of a desk where nobody can sign in. */
export function NoDesk() {
  const { shell } = useMessages();
  return (
    <main class="alone">
      <h1>{shell.noDesk}</h1>
      <p>{shell.noDeskText}</p>
      <p>
        <a href="/">{shell.home}</a>
      </p>
    </main>
  );
}
