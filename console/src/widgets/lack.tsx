import type { Schemas } from '../api/client';
import { useMessages } from '../messages';

/** What is missing for a document, in plain words, with its name for the operator. */
export function Lack({ of }: { readonly of: Schemas['DocumentLack'] }) {
  const { words } = useMessages();
  const known = (words.lacks as Record<string, string>)[of.field.split('.', 1)[0] ?? ''];
  return known === undefined ? (
    <span lang="en">
      {of.field} {of.reason}
    </span>
  ) : (
    <>
      {known} (<code>{of.field}</code>)
    </>
  );
}
