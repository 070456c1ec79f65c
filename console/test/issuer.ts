import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Grant {
  readonly challenge: string;
  readonly nonce: string;
}

/**
 * An OpenID Connect issuer that signs everybody in. It checks PKCE, and refresh tokens rotate: a token
 * that was used is taken again as long as its successor is not used.
 */
export async function issuer() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, Grant>();
  const refreshTokens = new Map<string, { successor?: string }>();
  const asked: URLSearchParams[] = [];
  /** `drop`, `lose`: how many requests for tokens are lost before or after they are carried out. */
  const bend: {
    nonce?: string;
    unreachable?: boolean;
    drop?: number;
    lose?: number;
    /** The issuer's clock minus this machine's, in seconds. */
    clock?: number;
    /** What the access token says instead of the partner and the roles. */
    access?: object;
  } = {};
  const sign = (claims: object) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS256', kid: '1' })}.${part(claims)}`;
    return `${text}.${createSign('sha256').update(text).sign(privateKey, 'base64url')}`;
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', base);
    const send = (status: number, body: object) => {
      if (url.pathname === '/token' && (bend.lose ?? 0) > 0) {
        bend.lose = (bend.lose ?? 0) - 1;
        request.socket.destroy();
        return;
      }
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify(body));
    };
    if (url.pathname === '/token' && (bend.drop ?? 0) > 0) {
      bend.drop = (bend.drop ?? 0) - 1;
      request.socket.destroy();
    } else if (bend.unreachable) {
      request.socket.destroy();
    } else if (url.pathname === '/.well-known/openid-configuration') {
      send(200, {
        issuer: base,
        authorization_endpoint: `${base}/authorize`,
        token_endpoint: `${base}/token`,
        end_session_endpoint: `${base}/end`,
        revocation_endpoint: `${base}/revoke`,
        jwks_uri: `${base}/jwks`,
        id_token_signing_alg_values_supported: ['RS256'],
      });
    } else {
      const form = new URLSearchParams(await textOf(request));
      asked.push(form);
      const code = codes.get(form.get('code') ?? '');
      const verified =
        code !== undefined &&
        createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url') === code.challenge;
      const rotated = refreshTokens.get(form.get('refresh_token') ?? '');
      if (url.pathname === '/revoke') {
        send(200, {});
      } else if (!verified && rotated === undefined) {
        send(400, { error: 'invalid_grant' });
      } else {
        codes.delete(form.get('code') ?? '');
        const seconds = Math.floor(Date.now() / 1000) + (bend.clock ?? 0);
        const claims = { iss: base, sub: 'ada', iat: seconds, exp: seconds + 300 };
        const refresh = randomUUID();
        refreshTokens.set(refresh, {});
        if (rotated !== undefined) {
          refreshTokens.delete(rotated.successor ?? '');
          rotated.successor = refresh;
        }
        send(200, {
          token_type: 'Bearer',
          expires_in: bendable.expiresIn,
          access_token: sign({
            ...claims,
            ...(bend.access ?? { partner_id: 'partner-a', roles: ['AdminAgent'] }),
          }),
          refresh_token: refresh,
          id_token: sign({
            ...claims,
            aud: form.get('client_id'),
            ...(code === undefined ? {} : { nonce: bend.nonce ?? code.nonce }),
          }),
        });
      }
    }
  });
  const bendable = { expiresIn: 300 };
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    asked,
    bend,
    bendable,
    forgetRefreshTokens: () => refreshTokens.clear(),
    /** Signs the person in, and returns where the issuer sends the browser. */
    authorize(request: URL): URL {
      const query = request.searchParams;
      const code = randomUUID();
      codes.set(code, {
        challenge: query.get('code_challenge') ?? '',
        nonce: query.get('nonce') ?? '',
      });
      const back = new URL(query.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', query.get('state') ?? '');
      return back;
    },
    close: () => new Promise(done => server.close(done).closeAllConnections()),
  };
}

async function textOf(request: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
