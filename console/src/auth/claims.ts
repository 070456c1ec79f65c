/**
 * Where the issuer's tokens say who a person is, as in the parameters of the API. A name that begins with a slash is a
 * JSON Pointer, any other is a claim's whole name.
 */
export interface ClaimNames {
  readonly partner?: string;
  readonly roles?: string;
  readonly user?: string;
  /** Empty for the usual ones. */
  readonly name?: string;
  /** The roles of each group. If it is empty, groups are roles. */
  readonly roleMap?: Readonly<Record<string, readonly string[]>>;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads the claims of a token for the display. Only the API decides what they allow.
 *
 * @returns nothing if the token is absent or opaque
 */
export function claimsOf(token: unknown): Claims {
  const payload = typeof token === 'string' ? token.split('.')[1] : undefined;
  if (payload === undefined) {
    return {};
  }
  try {
    const bytes = Uint8Array.from(
      atob(payload.replaceAll('-', '+').replaceAll('_', '/')),
      each => each.codePointAt(0) ?? 0,
    );
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return {};
  }
}

/** Returns the claim's value; undefined if the token has none. */
export function claim(claims: Claims, name: string): unknown {
  if (!name.startsWith('/')) {
    return claims[name];
  }
  const steps = name
    .slice(1)
    .split('/')
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce<unknown>(
    (value, step) => (typeof value === 'object' ? (value as Claims | null)?.[step] : undefined),
    claims,
  );
}

/** Returns the roles that a claim of roles or groups grants. */
export function rolesOf(groups: unknown, map: ClaimNames['roleMap'] = {}): readonly string[] {
  const granted = new Map(Object.entries(map));
  const names = granted.has(String(groups)) ? [groups] : namesIn(groups);
  return granted.size === 0
    ? names.map(String)
    : names.flatMap(name => granted.get(String(name)) ?? []);
}

function namesIn(groups: unknown): readonly unknown[] {
  if (Array.isArray(groups)) {
    return groups;
  }
  return typeof groups === 'string' ? groups.split(' ').filter(name => name !== '') : [];
}
