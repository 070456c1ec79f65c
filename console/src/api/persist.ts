/** Why a request is sent again: its answer was lost, or the server asked to wait. */
export type Trouble = { readonly kind: 'lost' | 'busy'; readonly attempt: number };

/** Thrown if no attempt got an answer. Whether the server carried the request out is not known. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
}

export interface Ways {
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  readonly onTrouble?: (trouble: Trouble) => void;
  /** Resolves at once, or when there may be a network again. */
  readonly online?: () => Promise<void>;
  /** How long an attempt may take, in milliseconds. */
  readonly patience?: number;
}

/** The pauses before a request is sent again, in milliseconds. */
export const PAUSES: readonly number[] = [500, 1000, 2000, 4000];

/** The longest `Retry-After` that is waited for, in seconds. */
export const LONGEST_WAIT = 60;

/** How often the network is looked for while the browser says that there is none, in milliseconds. */
const LOOK = 10_000;

/**
 * How long a request is repeated, in milliseconds. A computer may sleep between two attempts, and the API
 * forgets the key of a command after 24 hours.
 */
export const REPEATED_FOR = 55 * 60_000;

/** How long an attempt may take, in milliseconds. The gateway itself gives up after 30 seconds. */
const ATTEMPT = 35_000;

/**
 * Sends a request until an answer arrives whole, at most five times. Safe for reads, and for commands
 * with an Idempotency-Key. Answers that say nothing about the outcome (500, 502, 504) count as lost.
 * Attempts without a network are not counted: it waits for the network. After 55 minutes it gives up.
 *
 * @throws AnswerLost if the last attempt got no answer, or if it gave up
 */
export async function persist(request: Request, ways: Ways = {}): Promise<Response> {
  const send = ways.fetch ?? (each => fetch(each));
  const sleep = ways.sleep ?? (milliseconds => new Promise(done => setTimeout(done, milliseconds)));
  const online = ways.online ?? untilOnline;
  const patience = ways.patience ?? ATTEMPT;
  const began = Date.now();
  const isLate = () => Date.now() - began >= REPEATED_FOR;
  for (let attempt = 1; ; attempt++) {
    if (attempt > 1 && isLate()) {
      throw new AnswerLost('no answer arrived in time');
    }
    let answer = await once(request, send, patience);
    while (answer === null && isOffline()) {
      ways.onTrouble?.({ kind: 'lost', attempt });
      await online();
      if (isLate()) {
        throw new AnswerLost('no answer arrived in time');
      }
      answer = await once(request, send, patience);
    }
    const pause = PAUSES[attempt - 1];
    if (answer === null) {
      if (pause === undefined) {
        throw new AnswerLost('no answer arrived');
      }
      ways.onTrouble?.({ kind: 'lost', attempt });
      await sleep(pause);
    } else if (answer.status === 429 || answer.status === 503) {
      const wait = retryAfter(answer.headers.get('Retry-After')) ?? (pause ?? 0) / 1000;
      if (pause === undefined || wait > LONGEST_WAIT) {
        return answer;
      }
      ways.onTrouble?.({ kind: 'busy', attempt });
      await sleep(wait * 1000);
    } else if (isUnclear(answer.status) && pause !== undefined) {
      ways.onTrouble?.({ kind: 'lost', attempt });
      await sleep(pause);
    } else {
      return answer;
    }
  }
}

/** Returns whether a status says nothing about what was done. */
export function isUnclear(status: number): boolean {
  return status === 500 || status === 502 || status === 504;
}

/**
 * Returns whether a status says nothing about an earlier sending of the same command: it was refused
 * before anybody looked whether the command had been carried out.
 */
export function isBeforeTheCommand(status: number): boolean {
  return status === 401 || status === 403 || status === 429 || status === 503;
}

function isOffline(): boolean {
  return typeof navigator !== 'undefined' && navigator.onLine === false;
}

/** Waits for the network, or a while: a server on the same machine is reached without one. */
function untilOnline(): Promise<void> {
  return new Promise(done => {
    const timer = setTimeout(go, LOOK);
    function go() {
      clearTimeout(timer);
      removeEventListener('online', go);
      done();
    }
    addEventListener('online', go);
  });
}

/** Returns the answer with its whole body, or null if either did not arrive. */
async function once(
  request: Request,
  send: (request: Request) => Promise<Response>,
  patience: number,
): Promise<Response | null> {
  try {
    const attempt = new Request(request.clone(), { signal: AbortSignal.timeout(patience) });
    const answer = await send(attempt);
    const body = await answer.arrayBuffer();
    return new Response(body.byteLength === 0 ? null : body, {
      status: answer.status,
      statusText: answer.statusText,
      headers: answer.headers,
    });
  } catch {
    return null;
  }
}

/** Parses seconds or an HTTP date. Returns seconds, or undefined if the header is absent or wrong. */
function retryAfter(header: string | null): number | undefined {
  if (header === null || header.trim() === '') {
    return undefined;
  }
  if (/^\d+$/.test(header.trim())) {
    return Number(header);
  }
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - Date.now()) / 1000);
}
