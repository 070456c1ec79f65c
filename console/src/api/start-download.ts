import { persist, type Ways } from './persist';

/** What a start was answered, and the address of the bytes if it succeeded. */
export interface Started {
  readonly response: Response;
  readonly session: string | undefined;
}

/**
 * Starts a download by a link, once for each id however often it is sent. Asks the console's own host, which serves
 * links too, since a link may name another one, such as the API's.
 *
 * @param base the address of the console's host
 * @throws AnswerLost if no answer arrived. The same id can be sent again
 */
export async function startDownload(
  link: string,
  base: string,
  id: string,
  ways?: Ways,
): Promise<Started> {
  const { pathname } = new URL(link);
  const url = new URL(pathname.slice(pathname.lastIndexOf('/d/')), base);
  const response = await persist(
    new Request(url, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ download: id }),
    }),
    ways,
  );
  if (!response.ok) {
    return { response, session: undefined };
  }
  const { session } = (await response.json()) as { readonly session: string };
  return { response, session: new URL(session, url).href };
}
