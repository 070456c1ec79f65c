import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server does with one request. */
export type Fate = 'answer' | 'drop-before' | 'drop-after' | 'cut-body' | Answer;

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: object;
}

/**
 * A real HTTP server that carries out each Idempotency-Key once, and loses answers as told:
 * `drop-before` closes the connection before anything is done, `drop-after` once it is done, and
 * `cut-body` in the middle of the answer.
 */
export async function flakyServer(fates: readonly Fate[], told: object = {}) {
  const effects = new Map<string, string>();
  const seen: { key: string; path: string; body: string; authorization: string }[] = [];
  const left = [...fates];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const key = String(request.headers['idempotency-key'] ?? '');
    seen.push({
      key,
      path: request.url ?? '',
      body,
      authorization: String(request.headers.authorization ?? ''),
    });
    const fate = left.shift() ?? 'answer';
    if (typeof fate === 'object') {
      response.writeHead(fate.status, { 'content-type': 'application/json', ...fate.headers });
      response.end(JSON.stringify(fate.body ?? { message: 'told' }));
      return;
    }
    if (fate === 'drop-before') {
      request.socket.destroy();
      return;
    }
    if (request.method === 'POST' && !effects.has(key)) {
      effects.set(key, body);
    }
    if (fate === 'drop-after') {
      request.socket.destroy();
      return;
    }
    reply(response, JSON.stringify({ effects: effects.size, ...told }), fate === 'cut-body');
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    effects,
    seen,
    close: () => new Promise(done => server.close(done).closeAllConnections()),
  };
}

function reply(response: ServerResponse, text: string, cut: boolean) {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': text.length,
    date: 'Mon, 01 Jun 2026 12:00:00 GMT',
  });
  if (cut) {
    response.write(text.slice(0, 3), () => response.destroy());
  } else {
    response.end(text);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

/** A Storage of a browser, in memory. */
export function memory(): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    clear: () => values.clear(),
    getItem: name => values.get(name) ?? null,
    key: index => [...values.keys()][index] ?? null,
    removeItem: name => void values.delete(name),
    setItem: (name, value) => void values.set(name, value),
  };
}
