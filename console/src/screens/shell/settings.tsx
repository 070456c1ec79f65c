import { useRef } from 'preact/hooks';
import { useApp } from '../../app';
import { allows } from '../../auth/roles';
import { LANGUAGES, type Language, spokenLanguage, useMessages } from '../../messages';
import {
  chooseLanguage,
  chooseTheme,
  chooseZone,
  type Theme,
  theme,
  type Zone,
  zone,
} from '../../preferences';
import { list } from '../../widgets/format';
import { PLACES } from './places';

/** The menu behind the gear: who is signed in, the activity log, the webhooks, the language and the colours. */
export function Settings() {
  const messages = useMessages();
  const { shell, words } = messages;
  const { session } = useApp();
  const menu = useRef<HTMLDetailsElement>(null);
  const person = session.person.value;
  const places = PLACES.filter(
    place => place.behindGear && allows(person?.roles ?? [], place.task),
  );
  const close = () => {
    if (menu.current !== null) {
      menu.current.open = false;
    }
  };
  return (
    <details class="settings" ref={menu}>
      <summary>
        <span aria-hidden="true">⚙ </span>
        {person === null ? shell.signedOut : person.user}
      </summary>
      <div class="menu">
        {person !== null && (
          <p>
            {person.partner === undefined
              ? person.user
              : shell.signedInAs(person.user, person.partner)}
            <br />
            <span class="note">
              {list(
                person.roles.map(role => (words.roles as Record<string, string>)[role] ?? role),
                'conjunction',
              )}
            </span>
          </p>
        )}
        {places.map(({ path, name }) => (
          <p key={path}>
            <a href={path} onClick={close}>
              {messages[name].title}
            </a>
          </p>
        ))}
        <label>
          {shell.language}
          <select
            value={spokenLanguage()}
            onChange={event => void chooseLanguage(event.currentTarget.value as Language)}
          >
            {Object.entries(LANGUAGES).map(([tag, name]) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {shell.theme}
          <select
            value={theme.value}
            onChange={event => chooseTheme(event.currentTarget.value as Theme)}
          >
            {(['system', 'light', 'dark'] as const).map(each => (
              <option key={each} value={each}>
                {shell.themes[each]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {shell.zone}
          <select
            value={zone.value}
            onChange={event => chooseZone(event.currentTarget.value as Zone)}
          >
            {(['device', 'utc'] as const).map(each => (
              <option key={each} value={each}>
                {shell.zones[each]}
              </option>
            ))}
          </select>
        </label>
        {person !== null && (
          <button type="button" class="plain" onClick={() => void session.signOut()}>
            {shell.signOut}
          </button>
        )}
      </div>
    </details>
  );
}
