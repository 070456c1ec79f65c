// An OpenID Connect issuer for tests, made of oidc-provider. It signs everybody in without a password, and its access
// tokens have exactly the claims that the test asks for. It reads one line of JSON:
//
//   {"path": "/tenant/v2.0", "clients": [{"id": "...", "redirectUris": ["..."], "encrypts": false}],
//    "people": {"ada": {"access": {claims}, "id": {claims}}}}
//
// A claim that is null gets its value when the token is issued: iss, iat, exp, nbf, auth_time, and any other a new id.
// It then prints its address, and runs until its standard input ends.
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider, { interactionPolicy } from 'oidc-provider';

/** The resource that each token is for. Its audience is a claim like the others. */
const API = 'urn:keyshelf:api';
const SCOPES = ['openid', 'offline_access', 'profile', 'email'];

const lines = createInterface({ input: process.stdin });
const wanted = JSON.parse((await once(lines, 'line'))[0]);
lines.on('close', () => process.exit());

/** The paths of real issuers may end with a slash, and their `iss` then does. */
const prefix = wanted.path.replace(/\/$/, '');
let answer;
const server = createServer((request, response) => {
  if (!request.url.startsWith(`${prefix}/`)) {
    response.writeHead(404).end();
    return;
  }
  request.originalUrl = request.url;
  request.url = request.url.slice(prefix.length);
  answer(request, response).catch(failure => {
    console.error(failure);
    response.writeHead(500).end();
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://localhost:${server.address().port}${wanted.path}`;

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const secret = randomBytes(32);

/** Fills in the claims that have no value before the token is issued. */
function issued(claims, { iss, iat, exp, auth_time = iat }) {
  const now = { iss, iat, exp, nbf: iat, auth_time };
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, value ?? now[name] ?? randomUUID()]),
  );
}

const policy = interactionPolicy.base();
policy.get('consent').checks.remove('native_client_prompt');

const idClaims = Object.values(wanted.people).flatMap(({ id = {} }) => Object.keys(id));

const provider = new Provider(issuer, {
  clients: wanted.clients.map(({ id, redirectUris }) => ({
    client_id: id,
    application_type: redirectUris.some(uri => uri.startsWith('http:')) ? 'native' : 'web',
    redirect_uris: redirectUris,
    post_logout_redirect_uris: redirectUris.map(uri => uri.replace(/in$/, 'out')),
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
  })),
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }] },
  cookies: { keys: [randomUUID()] },
  pkce: { required: () => true },
  scopes: SCOPES,
  claims: { openid: ['sub', ...new Set(idClaims)] },
  conformIdTokenClaims: false,
  clientBasedCORS: () => true,
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  ttl: { AccessToken: 3600, IdToken: 3600, RefreshToken: 86_400, Session: 86_400, Grant: 86_400, Interaction: 600 },
  features: {
    devInteractions: { enabled: false },
    revocation: { enabled: true },
    rpInitiatedLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => API,
      useGrantedResource: () => true,
      getResourceServerInfo: (_, __, client) => ({
        scope: '',
        audience: API,
        accessTokenFormat: 'jwt',
        jwt: wanted.clients.find(({ id }) => id === client.clientId).encrypts
          ? { sign: false, encrypt: { alg: 'dir', enc: 'A256GCM', key: secret } }
          : { sign: { alg: 'RS256' } },
      }),
    },
  },
  formats: {
    customizers: {
      jwt(_, token, parts) {
        const claims = issued(wanted.people[token.accountId].access, parts.payload);
        // The provider insists on an audience, which the tokens of some issuers have not.
        parts.payload = 'aud' in claims ? claims : { ...claims, aud: { toJSON: () => undefined } };
        parts.header = { typ: 'JWT' };
      },
    },
  },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...wanted.people[sub].id, sub }) }),
  interactions: { policy, url: (_, interaction) => `${prefix}/sign-in/${interaction.uid}` },
  async loadExistingGrant({ oidc }) {
    const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope(SCOPES.join(' '));
    await grant.save();
    return grant;
  },
});

const oidc = provider.callback();

/** Signs in the person that the client names in `login_hint`. */
answer = async (request, response) => {
  if (!request.url.startsWith('/sign-in/')) {
    await oidc(request, response);
    return;
  }
  const { params } = await provider.interactionDetails(request, response);
  await provider.interactionFinished(request, response, { login: { accountId: params.login_hint } });
};

console.log(`The issuer is ${issuer}`);
