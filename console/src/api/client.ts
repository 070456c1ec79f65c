import createClient, { type Client } from 'openapi-fetch';
import { learnTime } from './clock';
import type { components, paths } from './contract';
import { persist, type Trouble, type Ways } from './persist';
import { isRefusedToken } from './problem';

/** The names of the contract's schemas. */
export type Schemas = components['schemas'];

export type Api = Client<paths>;

/** What a request needs of the person who is signed in. */
export interface Credentials {
  /** Returns an access token that is valid now. */
  token(): Promise<string>;
  /** Replaces a token that the API refused. Returns null if the person has to sign in again. */
  renew(): Promise<string | null>;
  /** Ends the sign-in, because the API refused its renewed token, too. */
  expire(): void;
}

export interface Connection {
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly language: () => string;
  readonly ways?: Ways;
}

/** Returns a client of the API. Each request is repeated until its answer arrives. */
export function connect(connection: Connection): Api {
  return createClient<paths>({
    baseUrl: connection.baseUrl,
    fetch: request => deliver(request, connection, connection.ways),
  });
}

/** Returns a `fetch` for one command, which reports trouble on the way. */
export function telling(connection: Connection, onTrouble: (trouble: Trouble) => void) {
  return (request: Request) => deliver(request, connection, { ...connection.ways, onTrouble });
}

/** Sends a request of the person who is signed in until its answer arrives. */
export async function deliver(
  request: Request,
  connection: Connection,
  ways?: Ways,
): Promise<Response> {
  const { credentials, language } = connection;
  request.headers.set('Accept-Language', language());
  const token = await credentials.token();
  request.headers.set('Authorization', `Bearer ${token}`);
  let answer = await persist(request, ways);
  if (isRefusedToken(answer)) {
    const renewed = await credentials.renew();
    if (renewed !== null) {
      request.headers.set('Authorization', `Bearer ${renewed}`);
      answer = await persist(request, ways);
      // While the issuer cannot be reached, a renewal returns the same token.
      if (renewed !== token && isRefusedToken(answer)) {
        credentials.expire();
      }
    }
  }
  learnTime(answer.headers.get('Date'));
  return answer;
}
