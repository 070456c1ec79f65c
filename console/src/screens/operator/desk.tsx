import { Route, Router } from 'preact-iso';
import { useMay } from '../../app';
import { type OperatorMessages, useDesk } from '../../messages/operator';
import { Frame } from '../shell/frame';
import { lazy } from '../shell/lazy';
import { Lost } from '../shell/lost';
import { SCREENS } from './screens';
import { isAction } from './stock-changes';

export { speakAtTheDesk } from '../../messages/operator';

// The router hands a screen the variables of its address, whose names the screens declare.
const ROUTES = SCREENS.map(([path, load]) => (
  <Route key={path} path={path} component={lazy(load)} />
));

/** The screens of the operator's desk. */
export function OperatorDesk({ onSignIn }: { readonly onSignIn: (page: string) => void }) {
  const desk = useDesk();
  const may = useMay('desk');
  const places = [
    ['/operator', desk.queue.title],
    ['/operator/stock', desk.stock.title],
    ['/operator/imports', desk.imports.title],
    ['/operator/state', desk.state.title],
  ] as const;
  const entries = places.map(([path, title]) => ({
    path,
    title,
    holds: (at: string) =>
      path === '/operator'
        ? at === path || at.startsWith('/operator/partners/')
        : at.startsWith(path),
  }));
  return (
    <Frame
      entries={may ? entries : []}
      commandTitle={name => titleOf(name, desk)}
      onSignIn={onSignIn}
    >
      <Router>
        {ROUTES}
        <Route default component={Lost} />
      </Router>
    </Frame>
  );
}

/** Names a command as its form does. */
function titleOf(name: string, { request, stock }: OperatorMessages): string | undefined {
  const [kind = '', about = '', pool = ''] = name.split(' ');
  switch (kind) {
    case 'answer-support-request':
      return request.sendAnswer;
    case 'grant-support-request':
      return request.grant;
    case 'decline-support-request':
      return request.decline;
    case 'change-stock':
      return isAction(about) ? `${stock.actions[about]}: ${pool}` : undefined;
    default:
      return undefined;
  }
}
