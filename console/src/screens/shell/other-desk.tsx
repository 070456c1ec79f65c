import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { Page } from '../../widgets/page';

/** The page for an address of the desk where the person is not signed in. */
export function OtherDesk({ onSignIn }: { readonly onSignIn: () => void }) {
  const { shell } = useMessages();
  const { session } = useApp();
  const { title, text, signIn } = shell.otherDesks[session.desk];
  return (
    <Page title={title}>
      <p>{text}</p>
      <p>{shell.endsSignIn}</p>
      <button type="button" onClick={onSignIn}>
        {signIn}
      </button>
    </Page>
  );
}
