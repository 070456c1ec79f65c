/** Who works at a page: a user of a partner, or an operator. Each has a client and a session of its own. */
export type Desk = 'partner' | 'operator';

/** The addresses of a desk: its first page, where the issuer sends people back to, and the page after a sign-out. */
export const DESKS = {
  partner: { home: '/', signedIn: '/signed-in', signedOut: '/signed-out' },
  operator: {
    home: '/operator',
    signedIn: '/operator/signed-in',
    signedOut: '/operator/signed-out',
  },
} as const satisfies Record<Desk, object>;

/** Returns the desk of an address of the console, which may have a query. */
export function deskOf(page: string): Desk {
  return /^\/operator(?![^/?#])/.test(page) ? 'operator' : 'partner';
}
