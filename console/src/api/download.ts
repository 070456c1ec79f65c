import { type Connection, deliver } from './client';
import type { Reply } from './command';

/** A file of the API, to be saved. */
export interface Download {
  readonly name: string;
  readonly content: Blob;
  /** The address of the rest, if the file is a part. */
  readonly next?: string;
  /** Whether the API led to a file in the bucket. Then whether it is a part cannot be told. */
  readonly redirected: boolean;
}

/** How long an attempt may take, in milliseconds. A file in the bucket can be long. */
const PATIENCE = 10 * 60_000;

/**
 * Reads a file with the person's token, which is in a header and never in an address.
 *
 * @param address a path of the API, with its query
 * @param accept the media type of the format
 * @param name the file's name, if the answer has none
 */
export async function download(
  connection: Connection,
  address: string,
  accept: string,
  name: string,
): Promise<Reply<Download>> {
  const send = connection.ways?.fetch ?? (request => fetch(request));
  let redirected = false;
  const request = new Request(new URL(address, connection.baseUrl), {
    headers: { Accept: accept },
  });
  const response = await deliver(request, connection, {
    ...connection.ways,
    patience: PATIENCE,
    fetch: async each => {
      const answer = await send(each);
      redirected = answer.redirected;
      return answer;
    },
  });
  if (!response.ok) {
    return { error: await response.json().catch(() => undefined), response };
  }
  const next = nextOf(response.headers.get('Link'), connection.baseUrl);
  return {
    data: {
      name: nameIn(response.headers.get('Content-Disposition')) ?? name,
      content: await response.blob(),
      redirected,
      ...(next === undefined ? {} : { next }),
    },
    response,
  };
}

function nameIn(disposition: string | null): string | undefined {
  return /filename="([\w.-]+)"/.exec(disposition ?? '')?.[1];
}

/** Returns where the rest is. Only the API's own host gets the token. */
function nextOf(link: string | null, baseUrl: string): string | undefined {
  const found = /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
  if (found === undefined) {
    return undefined;
  }
  const url = new URL(found, baseUrl);
  return url.origin === new URL(baseUrl).origin ? url.pathname + url.search : undefined;
}

/** Counts the rows of a CSV, the header included. */
export function rowsOf(csv: string): number {
  let rows = 0;
  let quoted = false;
  for (let at = 0; at < csv.length; at++) {
    const each = csv[at];
    if (each === '"') {
      quoted = !quoted;
    } else if (each === '\n' && !quoted) {
      rows++;
    }
  }
  return rows;
}
