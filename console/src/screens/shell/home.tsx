import { useApp } from '../../app';
import { ALLOWED, allows, type Role } from '../../auth/roles';
import { useMessages } from '../../messages';
import { list } from '../../widgets/format';
import { Page } from '../../widgets/page';
import { PLACES } from './places';

/** The first screen: what the person can do here, and who could do the rest. */
export function Home() {
  const messages = useMessages();
  const { shell, words } = messages;
  const roles = useApp().session.person.value?.roles ?? [];
  const nameOf = (role: Role) => words.roles[role];
  return (
    <Page title="Keyshelf">
      <ul class="cards">
        {PLACES.map(({ path, task, name }) => (
          <li key={path}>
            {allows(roles, task) ? (
              <a href={path}>{messages[name].title}</a>
            ) : (
              <strong>{messages[name].title}</strong>
            )}
            <p>{messages[name].about}</p>
            {!allows(roles, task) && (
              <p class="note">{shell.whoCould(list(ALLOWED[task].map(nameOf)))}</p>
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}
