import type { Attempt } from './attempt';
import { DESKS, deskOf } from './desk';
import { isThisMachine } from './this-machine';

/** A request for tokens. */
export interface Redemption {
  readonly url: string;
  readonly form: URLSearchParams;
}

/**
 * Returns the request that redeems the code of a return. It is sent before the issuer's document is there, and the
 * sign-in's library decides about its answer. So this looks only at what must hold before the code leaves the page.
 *
 * @returns undefined if the return is not the attempt's, or if the endpoint is not safe
 */
export function redemptionOf(attempt: Attempt | undefined, returned: URL): Redemption | undefined {
  const { issuer, clientId, tokenEndpoint } = attempt?.client ?? {};
  const { searchParams: answer, pathname, origin } = returned;
  const code = answer.get('code');
  if (
    attempt === undefined ||
    pathname !== DESKS[deskOf(attempt.page)].signedIn ||
    answer.get('state') !== attempt.state ||
    (answer.get('iss') ?? issuer) !== issuer ||
    !code ||
    !clientId ||
    !tokenEndpoint ||
    !isSafe(tokenEndpoint)
  ) {
    return undefined;
  }
  return {
    url: new URL(tokenEndpoint).href,
    form: new URLSearchParams({
      client_id: clientId,
      code,
      code_verifier: attempt.verifier,
      grant_type: 'authorization_code',
      redirect_uri: origin + pathname,
    }),
  };
}

/** Returns whether two requests for tokens are the same. The order of their fields does not count. */
export function isSame(one: Redemption, other: Redemption): boolean {
  return one.url === other.url && sorted(one.form) === sorted(other.form);
}

function sorted(form: URLSearchParams): string {
  const copy = new URLSearchParams(form);
  copy.sort();
  return copy.toString();
}

function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname));
}
