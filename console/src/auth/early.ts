import { heldAttempt } from './attempt';
import { type Redemption, redemptionOf } from './redemption';

/** An answer that was asked for before the program that reads it had arrived. */
export interface Early {
  readonly answer: Response;
  /** When it arrived, on the browser's clock, in milliseconds since 1970. */
  readonly at: number;
}

/** What the page asks for before its program is there. An answer is undefined if it was lost. */
export interface Begun {
  /** The configuration of this host. */
  readonly config: Promise<Early | undefined>;
  /** The request for tokens, if the page is a return of the tab's sign-in. */
  readonly redemption?: Redemption & { readonly answer: Promise<Response | undefined> };
  /** The discovery document of the sign-in's issuer. */
  readonly discovery?: {
    readonly issuer: string;
    readonly answer: Promise<Response | undefined>;
  };
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

/** The sign-in that was begun in this tab, as the page found it. */
export const attempt = heldAttempt(() => sessionStorage);

/** Asks for the tokens first, since everything that people see waits for them. */
export function begin(): Begun {
  // The program takes the attempt and changes the address, perhaps before an answer is there.
  const request = redemptionOf(attempt, new URL(location.href));
  const issuer = request && attempt?.client.issuer;
  return {
    ...(request && { redemption: { ...request, answer: redeem(request) } }),
    config: read('/config.json'),
    ...(issuer !== undefined && {
      discovery: {
        issuer,
        answer: read(`${issuer}/.well-known/openid-configuration`).then(found => found?.answer),
      },
    }),
  };
}

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
