import { heldAttempt } from './attempt';
import { deskOf } from './desk';
import { isSame, type Redemption, redemptionOf } from './redemption';

/** An answer that was asked for before the program that reads it had arrived. */
export interface Early {
  readonly answer: Response;
  /** When it arrived, on the browser's clock, in milliseconds since 1970. */
  readonly at: number;
}

/** How long an answer is waited for before it is asked for again in the usual way, in milliseconds. */
const PATIENCE = 10_000;

/** How long tokens are waited for, in milliseconds. A code can be redeemed once, so asking again would not help. */
const PATIENCE_FOR_TOKENS = 35_000;

/** Asks once. Returns undefined if no whole answer arrived. */
async function ask(url: string, init?: RequestInit, patience = PATIENCE) {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) });
    const { status, headers } = answer;
    const body = await answer.arrayBuffer();
    return { answer: new Response(body, { status, headers }), at: Date.now() };
  } catch {
    return undefined;
  }
}

/** Asks once. Returns undefined if no whole answer of success arrived. */
async function read(url: string): Promise<Early | undefined> {
  const early = await ask(url);
  return early?.answer.ok ? early : undefined;
}

// The program takes the attempt and changes the address, perhaps before the configuration is there.
const returned = new URL(location.href);

/** The sign-in that was begun in this tab, as the page found it. */
export const attempt = heldAttempt(() => sessionStorage);

/** The configuration of this host. */
export const earlyConfig = read('/config.json');

/** What the configuration says about the client of the page's desk. */
const client = earlyConfig.then(async early => {
  const told = await early?.answer.clone().json();
  return (deskOf(returned.pathname) === 'operator' ? told?.operator : told) ?? {};
});

let redemption = client.then(async told => {
  const request = redemptionOf(attempt, returned, told);
  return request && { request, early: await redeem(request) };
});

const discovery = client.then(async ({ issuer }) => {
  const found = issuer && (await read(`${issuer}/.well-known/openid-configuration`));
  return found && { issuer, answer: found.answer };
});

/** Settles once the request for tokens was sent, or cannot be sent. */
export const redemptionBegun = client.then(
  () => undefined,
  () => undefined,
);

// Who needs them asks again.
redemption.catch(() => undefined);
discovery.catch(() => undefined);

/** Returns undefined if the answer was lost, or says nothing about the code. */
async function redeem({ url, form }: Redemption): Promise<Response | undefined> {
  const init: RequestInit = {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: form,
    redirect: 'manual',
  };
  const answer = (await ask(url, init, PATIENCE_FOR_TOKENS))?.answer;
  return answer !== undefined && answer.status < 500 && answer.status !== 429 ? answer : undefined;
}

/** Returns the discovery document of an issuer; undefined if it did not arrive. */
export async function discoveredEarly(issuer: string): Promise<Response | undefined> {
  const found = await discovery.catch(() => undefined);
  return found && found.issuer === issuer ? found.answer.clone() : undefined;
}

/**
 * Returns the answer to a request for tokens, once.
 *
 * @returns undefined if another request was sent, or none, or if its answer was lost
 */
export async function redeemedEarly(request: Redemption): Promise<Response | undefined> {
  const found = await redemption.catch(() => undefined);
  redemption = Promise.resolve(undefined);
  return found && isSame(found.request, request) ? found.early : undefined;
}
