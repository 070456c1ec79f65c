import './style/tokens.css';
import './style/base.css';
import './style/forms.css';
import './style/tables.css';
import { pathOf } from './auth/attempt';
import { deskOf } from './auth/desk';
import { attempt, redemptionBegun } from './auth/early';
import { loadApart, loadMessages, wantedLanguage } from './messages/languages';
import { SCREENS as DESK_SCREENS } from './screens/operator/screens';
import { loadEarly, loadOf, SCREENS } from './screens/shell/screens';

// Begins all that a first load needs at the same time. Each round trip that waits for another one costs a
// reader far away a noticeable time. What does not arrive is asked for again by the program itself.

const quietly = () => undefined;
const language = wantedLanguage();

loadMessages(language).catch(quietly);

const pathname = attempt && pathOf(attempt, location.origin);
if (pathname !== undefined) {
  const isAtTheDesk = deskOf(pathname) === 'operator';
  const load = loadOf(pathname, isAtTheDesk ? DESK_SCREENS : SCREENS);
  if (load !== undefined) {
    loadEarly(load).catch(quietly);
  }
  if (isAtTheDesk) {
    import('./screens/operator/desk').catch(quietly);
    loadApart('operator', language).catch(quietly);
  }
}

// The program needs the configuration first of all. Until then its own start would only delay the request for tokens.
void redemptionBegun.then(() => import('./main'));
