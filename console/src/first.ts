import './style/tokens.css';
import './style/base.css';
import './style/forms.css';
import './style/tables.css';
import { pathOf } from './auth/attempt';
import { deskOf } from './auth/desk';
import { attempt } from './auth/early';
import { loadMessages, wantedLanguage } from './messages/languages';
import { loadOf } from './screens/shell/screens';

// Begins all that a first load needs at the same time. Each round trip that waits for another one costs a
// reader far away a noticeable time. What does not arrive is asked for again by the program itself.

const quietly = () => undefined;

loadMessages(wantedLanguage()).catch(quietly);

const pathname = attempt && pathOf(attempt, location.origin);
if (pathname !== undefined) {
  const load =
    deskOf(pathname) === 'operator'
      ? () => import('./screens/operator/desk').then(desk => desk.begin(pathname))
      : loadOf(pathname);
  load?.().catch(quietly);
}

void import('./main');
