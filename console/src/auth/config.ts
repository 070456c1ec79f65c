import { learnTime } from '../api/clock';
import { persist, type Ways } from '../api/persist';
import type { ClaimNames } from './claims';
import type { Early } from './early';

/** A client at an issuer, as which people of a desk sign in. */
export interface Client {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly claims?: ClaimNames;
}

/** What the host of the console says about itself in `config.json`. */
export interface Config {
  /** The client of each desk. Without one, nobody can sign in there. */
  readonly clients: { readonly partner: Client; readonly operator?: Client };
  readonly version: string;
}

/**
 * Reads the configuration of this host.
 *
 * @param early its answer, if it was asked for before
 */
export async function readConfig(base: string, ways?: Ways, early?: Early): Promise<Config> {
  const request = new Request(new URL('/config.json', base), { cache: 'no-store' });
  const answer = early?.answer.clone() ?? (await persist(request, ways));
  if (!answer.ok) {
    throw new Error(`config.json: HTTP ${answer.status}`);
  }
  // Screens that show the running day or month need the server's clock before the API's first answer.
  learnTime(answer.headers.get('Date'), early?.at);
  const told: Partial<Client> & { readonly version?: string; readonly operator?: Partial<Client> } =
    await answer.json();
  return {
    clients: {
      partner: clientOf(told),
      ...(told.operator === undefined
        ? {}
        : { operator: clientOf({ claims: told.claims ?? {}, ...told.operator }) }),
    },
    version: told.version ?? '',
  };
}

function clientOf({
  issuer,
  clientId,
  scope = 'openid offline_access',
  claims = {},
}: Partial<Client>): Client {
  if (!issuer || !clientId) {
    throw new Error('config.json must name issuer and clientId');
  }
  return { issuer, clientId, scope, claims };
}
