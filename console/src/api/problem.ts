import type { components } from './contract';

/** A refusal as the API states it (RFC 9457), or one made from what a gateway answered. */
export type Problem = Omit<Partial<components['schemas']['Problem']>, 'code'> & {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
};

export type Fault = components['schemas']['Fault'];

/**
 * Returns whether an answer refuses the token. A Lambda authorizer's refusal is a 403 of the API gateway in plain
 * JSON. The API's own 403 is a problem, and a firewall's is a page.
 */
export function isRefusedToken({ status, headers }: Response): boolean {
  const type = headers.get('Content-Type') ?? '';
  return status === 401 || (status === 403 && /^application\/json\b/i.test(type));
}

/** Returns the problem in the body of an answer that is no success. */
export function problemOf(status: number, body: unknown): Problem {
  if (typeof body === 'object' && body !== null) {
    if ('code' in body && 'detail' in body) {
      return { ...(body as Problem), status };
    }
    if ('message' in body && typeof body.message === 'string') {
      // The gateway has a 403 for the tokens that a Lambda authorizer refuses, and for nothing else here.
      const code = status === 403 ? 'gateway-401' : `gateway-${status}`;
      return { status, code, detail: body.message };
    }
  }
  return { status, code: `gateway-${status}`, detail: `HTTP ${status}` };
}

/** Returns the faults at a place in the body, which a JSON pointer names. */
export function faultsAt(problem: Problem | undefined, pointer: string): readonly Fault[] {
  return problem?.errors?.filter(fault => fault.pointer === pointer) ?? [];
}

/** Returns the faults that none of these places shows. */
export function faultsElsewhere(problem: Problem, pointers: readonly string[]): readonly Fault[] {
  return (
    problem.errors?.filter(
      fault => fault.pointer === undefined || !pointers.includes(fault.pointer),
    ) ?? []
  );
}
