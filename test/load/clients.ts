import '../support/builtin-fetch.js';
import { createHash } from 'node:crypto';
import http, { type IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Agent, request } from 'undici7';

/** What the application does with a call in addition to reading the response to its end. */
export interface Use {
  /** Loses its patience with a server that does not answer. */
  readonly timesOut?: boolean;
  /** Has a function called when the server has the request. */
  readonly whenArrived?: (arrived: () => void) => void;
  /** Aborts the call itself: after a moment, or when a part of the body is there. */
  readonly aborts?: 'before' | 'in body';
  readonly cancelsBody?: boolean;
  /** Called when a part of the body is there. */
  readonly onBeginning?: () => void;
}

/** What the application sees of a call, in one line. */
export type Outcome = string;

/** An HTTP client in an application. */
export interface LoadClient {
  readonly name: string;
  call(url: string, use: Use): Promise<Outcome>;
}

const MOMENT = 25;

/** Everything that can be reported of an error and its causes. */
function failed(error: unknown): Outcome {
  const reported: string[] = [];
  for (let each = error; typeof each === 'object' && each !== null; each = (each as { cause?: unknown }).cause) {
    const { name, code, message } = each as { name?: string; code?: unknown; message?: string };
    reported.push([name, code, message].join(' '));
  }
  return `failed ${reported.join(' < ')}`;
}

async function outcomeOf(status: number, body: AsyncIterable<Uint8Array>, begun: () => void): Promise<Outcome> {
  const hash = createHash('sha1');
  let length = 0;
  for await (const chunk of body) {
    if (length === 0) begun();
    hash.update(chunk);
    length += chunk.byteLength;
  }
  return `${status} ${length} ${hash.digest('hex')}`;
}

/** The signal of a call, and what is to be done when a part of the body is there. */
function following({ timesOut, aborts, onBeginning, whenArrived }: Use) {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = () => controller.abort();
  if (aborts === 'before') setTimeout(abort, MOMENT);
  // As AbortSignal.timeout does, but never before there is a connection: fetch then has another reason.
  if (timesOut) whenArrived?.(() => controller.abort(new DOMException('It took too long', 'TimeoutError')));
  const begun = () => {
    onBeginning?.();
    if (aborts === 'in body') setImmediate(abort);
  };
  return { signal, begun };
}

const POST = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"to":"x"}' } as const;

async function callFetch(url: string, use: Use): Promise<Outcome> {
  const { signal, begun } = following(use);
  const response = await fetch(url, { ...POST, signal });
  if (use.cancelsBody) {
    await response.body?.cancel();
    return `${response.status} cancelled`;
  }
  return outcomeOf(response.status, response.body ?? emptyBody(), begun);
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

async function cancelled(status: number, body: Readable): Promise<Outcome> {
  const closed = new Promise((resolve) => body.once('close', resolve));
  body.on('error', () => undefined).destroy();
  await closed;
  return `${status} cancelled`;
}

async function callUndici(dispatcher: Agent, url: string, use: Use): Promise<Outcome> {
  const { signal, begun } = following(use);
  const { statusCode, body } = await request(url, { ...POST, signal, dispatcher });
  return use.cancelsBody ? cancelled(statusCode, body) : outcomeOf(statusCode, body, begun);
}

async function callHttp(agent: http.Agent, url: string, use: Use): Promise<Outcome> {
  const { timesOut, ...others } = use;
  const { signal, begun } = following(others);
  const { body, ...init } = POST;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = http.request(url, { ...init, agent, signal, ...(timesOut && { timeout: MOMENT }) });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', reject).on('response', resolve).end(body);
  });
  const status = response.statusCode ?? 0;
  return use.cancelsBody ? cancelled(status, response) : outcomeOf(status, response, begun);
}

/** The clients of a run, with connections of their own, and how these are closed. */
export function loadClients(): { readonly clients: readonly LoadClient[]; close(): Promise<void> } {
  const dispatcher = new Agent();
  const agent = new http.Agent({ keepAlive: true });
  const client = (name: string, call: LoadClient['call']): LoadClient => ({
    name,
    call: (url, use) => call(url, use).catch(failed),
  });
  return {
    clients: [
      client('fetch', callFetch),
      client('undici request', (url, use) => callUndici(dispatcher, url, use)),
      client('node:http', (url, use) => callHttp(agent, url, use)),
    ],
    async close() {
      agent.destroy();
      await dispatcher.close();
    },
  };
}
