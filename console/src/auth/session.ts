import { type ReadonlySignal, signal } from '@preact/signals';
import * as oauth from 'oauth4webapi';
import type { Credentials } from '../api/client';
import { persist, type Ways } from '../api/persist';
import { type Attempt, keepAttempt, takeAttempt } from './attempt';
import { claim, claimsOf, rolesOf } from './claims';
import type { Client } from './config';
import { DESKS, type Desk, deskOf } from './desk';
import type { Redemption } from './redemption';
import { isThisMachine } from './this-machine';

/** Who is signed in, by the claims of the access token, or of the ID token where that has none. */
export interface Person {
  /** Tells this person from all others: the partner's id, or the operator's desk, and the user's id. */
  readonly id: string;
  /** Undefined for an operator. */
  readonly partner: string | undefined;
  readonly user: string;
  readonly roles: readonly string[];
}

/** Renews a token this long before its end, in seconds. */
const MARGIN = 60;

/** Thrown when the person has to sign in again. */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
}

/** Thrown if a sign-in failed on the way back. It can be begun again for the same page. */
export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
  readonly page: string;

  constructor(page: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.page = page;
  }
}

export interface Surroundings {
  /** The address of the console's host. */
  readonly base: string;
  readonly storage: Storage;
  /** Leaves the console for another page. */
  readonly go: (url: string) => void;
  /** Forgets what the tab keeps of the person, apart from the sign-in. */
  readonly forget: () => void;
  readonly ways?: Ways;
  /** The language of the console, which the issuer is asked to speak, too. */
  readonly language?: () => string;
  /** Returns the issuer's discovery document, if it was asked for before. */
  readonly discovered?: (issuer: string) => Promise<Response | undefined>;
  /** Returns the answer to a request for tokens, if the very same one was sent before. */
  readonly redeemed?: (request: Redemption) => Promise<Response | undefined>;
}

/**
 * The sign-in of one tab at one desk: authorization code with PKCE, state and nonce. Tokens are held in
 * this object's fields only, so they end with the page.
 */
export class Session implements Credentials {
  readonly desk: Desk;
  readonly #config: Client;
  readonly #around: Surroundings;
  readonly #person = signal<Person | null>(null);
  readonly #over = signal(false);
  #server: Promise<oauth.AuthorizationServer> | undefined;
  #access = '';
  #expiresAt = 0;
  #refresh: string | undefined;
  #id: string | undefined;
  #renewal: Promise<string | null> | undefined;

  constructor(desk: Desk, config: Client, around: Surroundings) {
    this.desk = desk;
    this.#config = config;
    this.#around = around;
  }

  /** Who signed in last, or null before a sign-in and after a sign-out. */
  get person(): ReadonlySignal<Person | null> {
    return this.#person;
  }

  /** Whether the sign-in has ended by itself, so that the person has to sign in again. */
  get over(): ReadonlySignal<boolean> {
    return this.#over;
  }

  /** Goes to the issuer, which sends the person back to a page of the console. */
  async begin(page: string): Promise<void> {
    const server = await this.#discover();
    const verifier = oauth.generateRandomCodeVerifier();
    const attempt = {
      verifier,
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      page,
      client: {
        issuer: this.#config.issuer,
        clientId: this.#config.clientId,
        tokenEndpoint: required(server.token_endpoint, 'token_endpoint'),
      },
    };
    const url = new URL(required(server.authorization_endpoint, 'authorization_endpoint'));
    url.search = new URLSearchParams({
      client_id: this.#config.clientId,
      redirect_uri: this.#redirectUri(),
      response_type: 'code',
      scope: this.#config.scope,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: attempt.state,
      nonce: attempt.nonce,
      ...(this.#around.language === undefined ? {} : { ui_locales: this.#around.language() }),
    }).toString();
    keepAttempt(this.#around.storage, attempt);
    this.#around.go(url.href);
  }

  /**
   * Completes a sign-in with the address that the issuer sent the person to.
   *
   * @returns the page to show
   * @throws SignInFailed if the return was refused, or belongs to no sign-in of this tab
   */
  async complete(url: URL): Promise<string> {
    const attempt = takeAttempt(this.#around.storage);
    if (attempt === undefined || deskOf(attempt.page) !== this.desk) {
      throw new SignInFailed(DESKS[this.desk].home, 'no sign-in was begun in this tab');
    }
    try {
      await this.#redeem(attempt, url);
    } catch (failure) {
      throw new SignInFailed(attempt.page, failure);
    }
    return attempt.page;
  }

  async #redeem(attempt: Attempt, url: URL): Promise<void> {
    const server = await this.#discover();
    const client = this.#client();
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      oauth.validateAuthResponse(server, client, url, attempt.state),
      this.#redirectUri(),
      attempt.verifier,
      this.#options(this.#around.redeemed),
    );
    this.#accept(
      await oauth.processAuthorizationCodeResponse(server, await this.#clientAt(answer), answer, {
        expectedNonce: attempt.nonce,
        requireIdToken: true,
      }),
    );
  }

  /**
   * Returns an access token that has not expired.
   *
   * @throws SignInNeeded if there is none and it cannot be renewed
   */
  async token(): Promise<string> {
    if (Date.now() < this.#expiresAt - MARGIN * 1000) {
      return this.#access;
    }
    const renewed = await this.renew();
    if (renewed === null) {
      throw new SignInNeeded();
    }
    return renewed;
  }

  /** Renews the tokens once, however many ask at the same time. */
  renew(): Promise<string | null> {
    this.#renewal ??= this.#exchange().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  expire(): void {
    this.#forget();
  }

  /** Forgets the tokens, and asks the issuer to do so. The person may then sign in at another desk. */
  async end(): Promise<void> {
    const refresh = this.#refresh;
    this.#forget();
    this.#person.value = null;
    this.#around.forget();
    const server = await this.#discover();
    if (refresh !== undefined && server.revocation_endpoint !== undefined) {
      await oauth
        .revocationRequest(server, this.#client(), oauth.None(), refresh, this.#options())
        .catch(() => undefined);
    }
  }

  /** Forgets the tokens, and signs the person out at the issuer. */
  async signOut(): Promise<void> {
    const id = this.#id;
    await this.end();
    const server = await this.#discover();
    const farewell = new URL(DESKS[this.desk].signedOut, this.#around.base).href;
    if (server.end_session_endpoint === undefined) {
      this.#around.go(farewell);
      return;
    }
    const url = new URL(server.end_session_endpoint);
    url.searchParams.set('client_id', this.#config.clientId);
    url.searchParams.set('post_logout_redirect_uri', farewell);
    if (id !== undefined) {
      url.searchParams.set('id_token_hint', id);
    }
    if (new URL(this.#config.issuer).hostname.startsWith('cognito-idp.')) {
      // Amazon Cognito has a name of its own for it.
      url.searchParams.set('logout_uri', farewell);
    }
    this.#around.go(url.href);
  }

  async #exchange(): Promise<string | null> {
    const refresh = this.#refresh;
    if (refresh === undefined) {
      this.#forget();
      return null;
    }
    try {
      const server = await this.#discover();
      const answer = await oauth.refreshTokenGrantRequest(
        server,
        this.#client(),
        oauth.None(),
        refresh,
        this.#options(),
      );
      this.#accept(
        await oauth.processRefreshTokenResponse(server, await this.#clientAt(answer), answer),
      );
      return this.#access;
    } catch (failure) {
      if (failure instanceof oauth.ResponseBodyError) {
        this.#forget();
        return null;
      }
      // The issuer could not be reached. A token that has time left still works.
      if (Date.now() < this.#expiresAt) {
        return this.#access;
      }
      throw failure;
    }
  }

  #accept(tokens: oauth.TokenEndpointResponse): void {
    this.#access = tokens.access_token;
    this.#expiresAt = Date.now() + (tokens.expires_in ?? 300) * 1000;
    this.#refresh = tokens.refresh_token ?? this.#refresh;
    this.#id = tokens.id_token ?? this.#id;
    this.#over.value = false;
    this.#person.value = this.#personOf(tokens.access_token);
  }

  /** Returns who the access token is for. The ID token has what that one lacks, such as a name. */
  #personOf(token: string): Person {
    const {
      partner = 'partner_id',
      roles = 'roles',
      user = 'sub',
      name,
      roleMap,
    } = this.#config.claims ?? {};
    const both = [claimsOf(token), claimsOf(this.#id)];
    const find = (...names: readonly string[]) =>
      names
        .flatMap(each => both.map(claims => claim(claims, each)))
        .find(value => value !== undefined) ?? '';
    const operates = this.desk === 'operator';
    return {
      id: JSON.stringify([...(operates ? ['operator', ''] : [find(partner)]), find(user)]),
      partner: operates ? undefined : String(find('partner_name', partner)),
      user: String(find(...(name ? [name] : []), 'preferred_username', user)),
      roles: rolesOf(find(roles), roleMap),
    };
  }

  #forget(): void {
    this.#access = '';
    this.#expiresAt = 0;
    this.#refresh = undefined;
    this.#id = undefined;
    this.#over.value = true;
  }

  #discover(): Promise<oauth.AuthorizationServer> {
    this.#server ??= (async () => {
      const issuer = new URL(this.#config.issuer);
      const answer =
        (await this.#around.discovered?.(this.#config.issuer)) ??
        (await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...this.#options() }));
      return await oauth.processDiscoveryResponse(issuer, answer);
    })().catch(failure => {
      this.#server = undefined;
      throw failure;
    });
    return this.#server;
  }

  /**
   * Repeats requests whose answers are lost. Allows an issuer without TLS on this machine only.
   *
   * @param early returns the answer to a request that was sent before
   */
  #options(early?: Surroundings['redeemed']) {
    const { protocol, hostname } = new URL(this.#config.issuer);
    return {
      [oauth.customFetch]: async (
        url: string,
        { method, headers, body, redirect }: oauth.CustomFetchOptions<string, unknown>,
      ) =>
        (body instanceof URLSearchParams ? await early?.({ url, form: body }) : undefined) ??
        (await persist(
          new Request(url, { method, headers, body: body as BodyInit | null, redirect }),
          this.#around.ways,
        )),
      ...(protocol === 'http:' && isThisMachine(hostname)
        ? { [oauth.allowInsecureRequests]: true }
        : {}),
    };
  }

  /**
   * Returns the client with its clock set by the issuer's, which the new ID token tells. The nonce, or
   * the refresh token, shows that the token is new, so a wrong clock in the browser is no reason to
   * refuse it.
   */
  async #clientAt(answer: Response): Promise<oauth.Client> {
    const body = await answer
      .clone()
      .json()
      .catch(() => undefined);
    const { iat } = claimsOf(body?.id_token);
    return typeof iat === 'number'
      ? { ...this.#client(), [oauth.clockSkew]: iat - Math.floor(Date.now() / 1000) }
      : this.#client();
  }

  #client(): oauth.Client {
    return { client_id: this.#config.clientId };
  }

  #redirectUri(): string {
    return new URL(DESKS[this.desk].signedIn, this.#around.base).href;
  }
}

function required(endpoint: string | undefined, name: string): string {
  if (endpoint === undefined) {
    throw new Error(`the issuer names no ${name}`);
  }
  return endpoint;
}
