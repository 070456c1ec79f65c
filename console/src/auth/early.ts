import { deskOf } from './desk';

/** An answer that was asked for before the program that reads it had arrived. */
export interface Early {
  readonly answer: Response;
  /** When it arrived, on the browser's clock, in milliseconds since 1970. */
  readonly at: number;
}

/** How long an answer is waited for before it is asked for again in the usual way, in milliseconds. */
const PATIENCE = 10_000;

/** Asks once. Returns undefined if no whole answer of success arrived. */
async function ask(url: string): Promise<Early | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    const body = await answer.arrayBuffer();
    return answer.ok
      ? { answer: new Response(body, { headers: answer.headers }), at: Date.now() }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The configuration of this host. */
export const earlyConfig = ask('/config.json');

const discovery = earlyConfig.then(async early => {
  const told = await early?.answer.clone().json();
  const { issuer } = (deskOf(location.pathname) === 'operator' ? told?.operator : told) ?? {};
  const found = issuer && (await ask(`${issuer}/.well-known/openid-configuration`));
  return found && { issuer, answer: found.answer };
});
// Who needs it asks again.
discovery.catch(() => undefined);

/** Returns the discovery document of an issuer; undefined if it did not arrive. */
export async function discoveredEarly(issuer: string): Promise<Response | undefined> {
  const found = await discovery.catch(() => undefined);
  return found && found.issuer === issuer ? found.answer.clone() : undefined;
}
