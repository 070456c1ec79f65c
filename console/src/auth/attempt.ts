/** A sign-in that was begun: what its return is checked against, and the page to go back to. */
export interface Attempt {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly page: string;
  /** Where the code is to be redeemed, as the issuer's document said when the sign-in was begun. */
  readonly client: Redeemer;
}

/** What redeeming a code needs to know. */
export interface Redeemer {
  readonly issuer: string;
  readonly clientId: string;
  readonly tokenEndpoint: string;
}

const NAME = 'keyshelf.sign-in';

/** Keeps an attempt while the person is at the issuer. */
export function keepAttempt(storage: Storage, attempt: Attempt): void {
  storage.setItem(NAME, JSON.stringify(attempt));
}

/** Returns the attempt and forgets it, so that its return can be used once. */
export function takeAttempt(storage: Storage): Attempt | undefined {
  const kept = storage.getItem(NAME);
  storage.removeItem(NAME);
  return kept === null ? undefined : JSON.parse(kept);
}

/**
 * Returns the attempt, which stays. A browser may forbid the storage, and another page of this host may have written it.
 * Neither is a reason not to start, so the attempt is then unknown.
 */
export function heldAttempt(storage: () => Storage): Attempt | undefined {
  try {
    const kept = JSON.parse(storage().getItem(NAME) ?? 'null');
    return typeof kept?.page === 'string' && typeof kept.client === 'object' ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the path of the attempt's page; undefined if it is none. */
export function pathOf({ page }: Attempt, origin: string): string | undefined {
  try {
    return new URL(page, origin).pathname;
  } catch {
    return undefined;
  }
}
