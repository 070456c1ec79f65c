import { Route, Router } from 'preact-iso';
import { useApp } from '../../app';
import { allows } from '../../auth/roles';
import { useMessages } from '../../messages';
import type { Messages } from '../../messages/en';
import { Frame } from './frame';
import { Home } from './home';
import { lazy } from './lazy';
import { Lost } from './lost';
import { PLACES } from './places';
import { SCREENS } from './screens';

// The router hands a screen the variables of its address, whose names the screens declare.
const ROUTES = SCREENS.map(([path, load]) => (
  <Route key={path} path={path} component={lazy(load)} />
));

/** The screens of a partner's users. */
export function Shell({ onSignIn }: { readonly onSignIn: (page: string) => void }) {
  const messages = useMessages();
  const roles = useApp().session.person.value?.roles ?? [];
  const entries = PLACES.filter(place => !place.behindGear && allows(roles, place.task)).map(
    ({ path, name }) => ({
      path,
      title: messages[name].title,
      holds: (at: string) => at.startsWith(path),
    }),
  );
  return (
    <Frame entries={entries} commandTitle={titleOf} onSignIn={onSignIn}>
      <Router>
        <Route path="/" component={Home} />
        {ROUTES}
        <Route default component={Lost} />
      </Router>
    </Frame>
  );
}

/** Names a command as its form does. */
function titleOf(name: string, messages: Messages): string | undefined {
  const { cancellation, catalogue, customers, software, support, webhooks } = messages;
  const [kind = '', ...about] = name.split(' ');
  return {
    'create-customer': customers.create,
    'place-order': catalogue.place,
    'cancel-order': cancellation.title,
    'cancel-orders': cancellation.several,
    'create-support-request': support.create,
    'add-note': support.addNote,
    'close-support-request': support.close,
    'create-link': `${software.get}: ${about.slice(1).join(' ')}`,
    'reveal-keys': software.showKeys,
    'rotate-key': software.rotateKey(about[1] ?? ''),
    'create-webhook': webhooks.create,
    'change-webhook': webhooks.change,
    'switch-webhook': webhooks.change,
    'delete-webhook': webhooks.remove,
    'ping-webhook': webhooks.ping,
    'redeliver-events': webhooks.redeliver,
    'rotate-webhook-secret': webhooks.rotate,
    'revoke-links': about[1] === 'all' ? software.revokeAll : software.revokeOf(about[1] ?? ''),
  }[kind];
}
