import './style/tokens.css';
import './style/base.css';
import './style/forms.css';
import './style/tables.css';
import { render } from 'preact';
import { connect } from './api/client';
import { startClock } from './api/clock';
import { LeftCommands } from './api/left';
import { PendingCommands } from './api/pending';
import { AppContext } from './app';
import { heldAttempt, pathOf } from './auth/attempt';
import { configEarly, discoveredEarly, redeemedEarly } from './auth/begun';
import { readConfig } from './auth/config';
import { DESKS, type Desk, deskOf } from './auth/desk';
import { Session, SignInFailed } from './auth/session';
import { spokenLanguage } from './messages';
import { loadApart } from './messages/languages';
import { wantedLanguage } from './messages/names';
import { applyPreferences } from './preferences';
import { SCREENS as DESK_SCREENS } from './screens/operator/screens';
import { Farewell, NoDesk, Stopped } from './screens/shell/farewell';
import { NotStarted } from './screens/shell/not-started';
import { loadEarly, loadOf, SCREENS } from './screens/shell/screens';
import { Shell } from './screens/shell/shell';

const root = document.getElementById('console');
if (root === null) {
  throw new Error('the page has no element console');
}

/** Loads the files of the sign-in's screen beside everything else, so that it can be shown at once. */
function loadScreen(): void {
  const quietly = () => undefined;
  const attempt = heldAttempt(() => sessionStorage);
  const path = attempt && pathOf(attempt, location.origin);
  if (path === undefined) {
    return;
  }
  const isAtTheDesk = deskOf(path) === 'operator';
  const load = loadOf(path, isAtTheDesk ? DESK_SCREENS : SCREENS);
  if (load !== undefined) {
    loadEarly(load).catch(quietly);
  }
  if (isAtTheDesk) {
    import('./screens/operator/desk').catch(quietly);
    loadApart('operator', wantedLanguage()).catch(quietly);
  }
}

async function start(root: HTMLElement): Promise<void> {
  loadScreen();
  await applyPreferences();
  const { clients } = await readConfig(location.origin, {}, await configEarly());
  let pending: PendingCommands | undefined;
  const sessionAt = (desk: Desk) => {
    const client = clients[desk];
    return client === undefined
      ? undefined
      : new Session(desk, client, {
          base: location.origin,
          storage: sessionStorage,
          go: url => location.assign(url),
          forget: () => pending?.clear(),
          discovered: discoveredEarly,
          redeemed: redeemedEarly,
          language: spokenLanguage,
        });
  };
  const session = sessionAt(deskOf(location.pathname));
  /** Signs a person in at the desk of the page. A tab has one session, so one at another desk ends. */
  const signIn = async (page: string) => {
    const desk = deskOf(page);
    const there = desk === session?.desk ? session : sessionAt(desk);
    if (there === undefined) {
      render(<NoDesk />, root);
      return;
    }
    if (there !== session && session?.person.peek() != null) {
      // If the issuer does not answer, the tokens are forgotten here all the same.
      await session.end().catch(() => undefined);
    }
    await there.begin(page).catch(failure => {
      render(<Stopped why={failure} onSignIn={() => signIn(page)} />, root);
    });
  };
  if (session === undefined) {
    render(<NoDesk />, root);
    return;
  }
  const desk = DESKS[session.desk];
  if (location.pathname === desk.signedOut) {
    render(<Farewell onSignIn={() => signIn(desk.home)} />, root);
    return;
  }
  if (location.pathname !== desk.signedIn) {
    await signIn(location.pathname + location.search);
    return;
  }
  let page: string;
  try {
    page = await session.complete(new URL(location.href));
    // The code must not stay in the address or the history.
    history.replaceState(null, '', page);
  } catch (failure) {
    const wanted = failure instanceof SignInFailed ? failure.page : desk.home;
    history.replaceState(null, '', wanted);
    render(<Stopped why={failure} onSignIn={() => signIn(wanted)} />, root);
    return;
  }
  const connection = {
    baseUrl: location.origin,
    credentials: session,
    language: spokenLanguage,
  };
  startClock();
  pending = new PendingCommands(sessionStorage, session.person.value?.id ?? '');
  const Screens = session.desk === 'operator' ? await operatorScreens() : Shell;
  render(
    <AppContext.Provider
      value={{
        api: connect(connection),
        connection,
        session,
        pending,
        left: new LeftCommands(connection, pending),
      }}
    >
      <Screens onSignIn={signIn} />
    </AppContext.Provider>,
    root,
  );
}

/** Loads what only operators see, so that it costs partners nothing. */
async function operatorScreens() {
  const load = () => import('./screens/operator/desk');
  const { OperatorDesk, speakAtTheDesk } = await load().catch(load);
  await speakAtTheDesk();
  return OperatorDesk;
}

start(root).catch(failure => {
  reportError(failure);
  render(<NotStarted languages={navigator.languages} onReload={() => location.reload()} />, root);
});
