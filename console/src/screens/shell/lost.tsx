import { useApp } from '../../app';
import { DESKS } from '../../auth/desk';
import { useMessages } from '../../messages';
import { Page } from '../../widgets/page';

/** The page for an address that names nothing. */
export function Lost() {
  const { shell } = useMessages();
  const { session } = useApp();
  return (
    <Page title={shell.notFound}>
      <p>{shell.notFoundText}</p>
      <p>
        <a href={DESKS[session.desk].home}>{shell.home}</a>
      </p>
    </Page>
  );
}
