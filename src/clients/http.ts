import type { ClientRequest, IncomingMessage } from 'node:http';
import { originInTarget } from '../common/absolute-form.js';
import { callBefore } from '../common/call-before.js';
import { namedOriginOf } from '../common/named-origin.js';
import { setImmediate } from '../common/timers.js';
import type { ClientSpans } from '../spans/client-spans.js';
import { Call, type ClientTraits } from './call.js';
import { listen } from './channels.js';
import type { Followers } from './followers.js';
import { rawHeaderValues } from './raw-headers.js';

interface RequestMessage {
  readonly request: ClientRequest;
}

interface ResponseMessage extends RequestMessage {
  readonly response: IncomingMessage;
}

interface ErrorMessage extends RequestMessage {
  readonly error: NodeJS.ErrnoException;
}

/**
 * Whether Node.js publishes `http.client.request.created`, inside the constructor of the request, in which its span is active.
 * Older versions publish only that the request was sent. The span is then found by the request's headers.
 *
 * @see https://nodejs.org/api/diagnostics_channel.html#event-httpclientrequestcreated
 */
export function publishesCreation(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12);
}

/** The id of a span in the headers of all propagators: W3C, B3, Jaeger, X-Ray, Sentry. */
const SPAN_ID = /(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])/g;

/**
 * Follows the calls of `node:http` and `node:https` (axios, got, node-fetch), through Node.js's diagnostics channels.
 */
export class HttpCalls {
  readonly #followers: Followers;
  readonly #spans: ClientSpans;
  readonly #calls = new WeakMap<ClientRequest, Call>();

  constructor(followers: Followers, spans: ClientSpans) {
    this.#followers = followers;
    this.#spans = spans;
  }

  /** Listens to the rest of a call. The call begins in {@link onCreated} or {@link onStart}. */
  listen(): () => void {
    const stops = [
      listen('http.client.response.finish', (message: ResponseMessage) => this.#onResponse(message)),
      listen('http.client.request.error', ({ request, error }: ErrorMessage) => {
        const isSent = this.#calls.has(request);
        // The connection may break before the request is sent.
        this.onStart({ request });
        const call = this.#calls.get(request);
        // Without a socket, the error is that of the agent, unless the application has destroyed the request.
        if (!request.socket && !isDestroyedByUser(request)) call?.failure.failToConnect(error);
        else call?.failure.fail(error);
        // Node.js reports the error first, so it is unknown who destroyed the request.
        if (!isSent && request.destroyed && isReset(error)) call?.failure.giveUp(undefined);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  readonly onCreated = ({ request }: RequestMessage): void => this.#begin(request);

  readonly onStart = ({ request }: RequestMessage): void => {
    if (!this.#calls.has(request)) this.#begin(request, spanIdsOf(request));
  };

  #begin(request: ClientRequest, spanIds?: readonly string[]): void {
    const { method, path } = request;
    const proxied = originInTarget(path);
    const spanOrigin = proxied ?? originOf(request);
    const origin = this.#followers.originOf(namedOrigin(request, spanOrigin), spanOrigin);
    const follower = this.#followers.find(origin);
    if (follower === undefined) return;
    // The span of a request to a forward proxy has the proxy as its host, and no valid path.
    const place = { method, origin: proxied === undefined ? spanOrigin : withoutPort(request) };
    const sent = spanIds && { spanIds, ...(proxied === undefined && { path }) };
    const span = this.#spans.take({ ...place, ...sent });
    const { listener, group } = follower;
    const headers = (name: string) => [request.getHeader(name) ?? []].flat().map(String);
    const call = new Call(listener.onRequest({ origin, method, target: path, headers }, span), group, TRAITS);
    this.#calls.set(request, call);
    watchAbort(request, call);
    if (span !== undefined) call.watchSpan(span.span, () => isComplete(request));
  }

  #onResponse({ request, response }: ResponseMessage): void {
    // A response may arrive before the request is sent completely.
    this.onStart({ request });
    const call = this.#calls.get(request);
    if (call === undefined) return;
    const { statusCode = 0, rawHeaders } = response;
    const head = { status: statusCode, headers: (name: string) => rawHeaderValues(rawHeaders, name) };
    if (call.setHead(head)) call.startCapture(tapBody(response, call));
    watchBreak(response, call);
    response.once('close', () => call.end());
  }
}

function spanIdsOf(request: ClientRequest): readonly string[] {
  const ids: string[] = [];
  for (const value of Object.values(request.getHeaders())) ids.push(...(String(value).match(SPAN_ID) ?? []));
  return ids;
}

/** Node.js's own property: the response, after its head has arrived. */
type WithResponse = ClientRequest & { readonly res?: IncomingMessage | null };

/** Whether the response has arrived completely, or no more of it will arrive. */
function isComplete(request: WithResponse): boolean {
  return request.destroyed || request.res?.complete === true || request.res?.destroyed === true;
}

/**
 * The origin of the request, with the port that Node.js writes into the `Host` header. If the application has set
 * `Host` to another name, the port is unknown: 0 matches no declared port, and any port of a span.
 */
function originOf(request: ClientRequest): string {
  const name = nameOf(request);
  const header = String(request.getHeader('host') ?? '').toLowerCase();
  const isOfHost = header === name || header.startsWith(`${name}:`);
  return isOfHost ? `${request.protocol}//${header}` : withoutPort(request);
}

/** The origin with the name in the `Host` header, for a request to an address or a unix socket. */
function namedOrigin(request: WithSocketPath, origin: string): string | undefined {
  const host = request.getHeader('host');
  if (typeof host !== 'string') return undefined;
  return request.socketPath ? `${request.protocol}//${host}` : namedOriginOf(host, origin);
}

/** Node.js's own property: the path of a unix socket. */
type WithSocketPath = ClientRequest & { readonly socketPath?: string | undefined };

function withoutPort(request: ClientRequest): string {
  return `${request.protocol}//${nameOf(request)}:0`;
}

function nameOf({ host }: ClientRequest): string {
  return (host.includes(':') ? `[${host}]` : host).toLowerCase();
}

/**
 * Detects an abort by the application, because `destroy()` without an error looks like a connection that the server
 * reset. Clients that end a call for their own reason (a timeout, an abort signal) pass on that reason. Code that
 * destroys a request because of its `timeout` event does not.
 */
function watchAbort(request: ClientRequest, call: Call): void {
  // Listen before the application's listener, which ends the call.
  request.prependListener('timeout', () => call.failure.timeOut());
  // This event follows the error of a response in the middle of its body.
  request.once('close', () => setImmediate(() => call.end()));
  const restore = callBefore(request, 'destroy', (error?: Error) => {
    restore();
    call.failure.giveUp(error);
  });
  call.watchRequest(restore);
}

/**
 * Detects a connection that breaks in the middle of the body. Node.js destroys the response with that error, and does
 * not emit the error if the application does not listen.
 */
function watchBreak(response: IncomingMessage, call: Call): void {
  const restore = callBefore(response, 'destroy', (error?: Error) => {
    restore();
    // Streams destroy themselves after their end.
    if (!response.complete && !isReset(error)) call.failure.giveUp(error);
    if (error !== undefined && error !== null) call.failure.fail(error);
  });
  call.watchResponse(restore);
}

/** Whether `destroy` was called. Node.js itself sets only `destroyed`, and has no public property for the error. */
function isDestroyedByUser(request: ClientRequest): boolean {
  return Object.getOwnPropertySymbols(request).some(({ description }) => description === 'kError');
}

/** Whether Node.js itself destroys a response. Clients do so after their own timeout. */
function isReset(error: NodeJS.ErrnoException | null | undefined): boolean {
  return error?.code === 'ECONNRESET';
}

/**
 * Copies the body on its way from the parser to the application's stream. A `data` listener would start the flow before
 * the application listens, and the application would read an empty body.
 */
function tapBody(response: IncomingMessage, call: Call): () => void {
  return callBefore(response, 'push', (chunk: unknown) => {
    if (chunk instanceof Uint8Array) call.addBody(chunk);
  });
}

const TRAITS: ClientTraits = {
  /** The same as in `HttpInstrumentation`. */
  errorTypeOf: ({ name }) => name || 'Error',
  /** node:http stops before 64 KiB of an unread body. */
  maxBodyBytes: 48 * 1024,
};
