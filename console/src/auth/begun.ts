import type { Begun, Early } from './early';
import { isSame, type Redemption } from './redemption';

declare global {
  /** What the page's own script has asked for. Undefined where that script does not run. */
  var keyshelf: Begun | undefined;
}

let begun = globalThis.keyshelf;

/** Returns the answer with the configuration of this host; undefined if it was not asked for, or was lost. */
export async function configEarly(): Promise<Early | undefined> {
  return await begun?.config;
}

/** Returns the discovery document of an issuer; undefined if it was not asked for, or was lost. */
export async function discoveredEarly(issuer: string): Promise<Response | undefined> {
  const found = begun?.discovery;
  return found?.issuer === issuer ? (await found.answer)?.clone() : undefined;
}

/**
 * Returns the answer to a request for tokens, once.
 *
 * @returns undefined if another request was sent, or none, or if its answer was lost
 */
export async function redeemedEarly(request: Redemption): Promise<Response | undefined> {
  const found = begun?.redemption;
  if (begun !== undefined) {
    const { redemption: _, ...rest } = begun;
    begun = rest;
  }
  globalThis.keyshelf = undefined;
  return found && isSame(found, request) ? await found.answer : undefined;
}
