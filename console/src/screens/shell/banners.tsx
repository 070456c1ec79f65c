import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useApp } from '../../app';
import { useMessages } from '../../messages';
import { type TitleOf, Waiting } from './waiting';

/** What a person has to know on every screen: no network, no sign-in, a command without an answer. */
export function Banners(props: {
  readonly commandTitle: TitleOf;
  readonly onSignIn: (page: string) => void;
}) {
  const { shell } = useMessages();
  const { session } = useApp();
  const { url } = useLocation();
  const online = useOnline();
  return (
    <div aria-live="polite">
      {!online && <p class="banner">{shell.offline}</p>}
      {session.over.value && (
        <p class="banner">
          {shell.sessionOver}{' '}
          <button type="button" onClick={() => props.onSignIn(url)}>
            {shell.signIn}
          </button>
        </p>
      )}
      <Waiting titleOf={props.commandTitle} />
    </div>
  );
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return online;
}
