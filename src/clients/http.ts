import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Span } from '@opentelemetry/api';
import { Call } from './call.js';
import type { CallGroup } from './call-group.js';
import type { CallListener } from './exchange.js';
import { rawHeaderValues } from './raw-headers.js';
import type { ClientTraits, Tap } from './tap.js';
import { tellOfTwoPlugins } from './two-plugins.js';

/** By their spans, which come back with the response; of all taps, so that two plugins see each other's calls. */
const calls = new WeakMap<Span, Call>();

/** Follows the calls of `node:http` and `node:https` (axios, got, node-fetch), by the hooks of `HttpInstrumentation`. */
export class HttpTap implements Tap {
  readonly group: CallGroup;
  readonly traits = traits;
  readonly #listener: CallListener;

  constructor(listener: CallListener, group: CallGroup) {
    this.group = group;
    this.#listener = listener;
  }

  onRequest(span: Span, request: unknown): void {
    // The same hook is called for the requests that a server gets.
    if (!this.group.active || !isClientRequest(request)) return;
    const origin = originOf(request);
    const known = calls.get(span);
    // Calls below a remote parent alone have that one's span, one after the other.
    if (known?.tap.group.active && !known.isOver) {
      if (known.tap.group !== this.group && this.#listener.watches(origin)) tellOfTwoPlugins(this.group, origin);
      return;
    }
    const observer = this.#listener.onRequest(span, {
      origin,
      method: request.method,
      target: request.path,
      headers: (name) => [request.getHeader(name) ?? []].flat().map(String),
    });
    if (observer === undefined) return;
    const call = new Call(span, observer, this);
    calls.set(span, call);
    watchGivingUp(request, call);
  }

  onResponse(span: Span, response: unknown): void {
    const call = calls.get(span);
    if (call?.tap !== this || !isClientResponse(response)) return;
    const { statusCode = 0, rawHeaders } = response;
    const head = { status: statusCode, headers: (name: string) => rawHeaderValues(rawHeaders, name) };
    if (call.setHead(head)) call.startCapture(tapBody(response, call));
    watchBreak(response, call);
  }
}

// By their form and not by their class: importing node:http here would load it before it is instrumented.
function isClientRequest(request: unknown): request is ClientRequest {
  const { getHeader, path, protocol } = request as Partial<ClientRequest>;
  return typeof getHeader === 'function' && typeof path === 'string' && typeof protocol === 'string';
}

function isClientResponse(response: unknown): response is IncomingMessage {
  const { push, rawHeaders } = response as Partial<IncomingMessage>;
  return typeof push === 'function' && Array.isArray(rawHeaders);
}

/**
 * Where the request goes to: its host, with the port that Node.js writes into the `Host` header. Behind a `Host` that the
 * application has set to another name, the port cannot be seen: 0 is none that is declared.
 */
function originOf(request: ClientRequest): string {
  const name = (request.host.includes(':') ? `[${request.host}]` : request.host).toLowerCase();
  const header = String(request.getHeader('host') ?? '').toLowerCase();
  const isOfHost = header === name || header.startsWith(`${name}:`);
  return `${request.protocol}//${isOfHost ? header : `${name}:0`}`;
}

/**
 * Sees the application give up: `destroy()` without an error looks like a connection that the server reset. Clients
 * that end a call for a reason of their own (a timeout, an abort signal) hand over that reason; whoever destroys a
 * request because of its `timeout` event does not.
 */
function watchGivingUp(request: ClientRequest, call: Call): void {
  const { destroy } = request;
  request.on('timeout', () => call.timeOut());
  // `abort()` in a body that nobody listens to for errors lets `HttpInstrumentation` never end the span. What does end it
  // comes by then.
  request.once('close', () => setImmediate(() => call.onEnd()));
  request.destroy = function watchedDestroy(this: ClientRequest, error?: Error): ClientRequest {
    if (request.destroy === watchedDestroy) request.destroy = destroy;
    if (error === undefined || error === null) call.giveUp();
    return destroy.call(this, error);
  };
}

/**
 * Sees the connection break in the middle of the body: Node.js destroys the response with that error, and does not emit
 * it where the application does not listen.
 */
function watchBreak(response: IncomingMessage, call: Call): void {
  const { destroy } = response;
  response.destroy = function watchedDestroy(this: IncomingMessage, error?: Error): IncomingMessage {
    if (response.destroy === watchedDestroy) response.destroy = destroy;
    if (error !== undefined && error !== null) call.fail(error);
    return destroy.call(this, error);
  };
}

/**
 * Copies the body on its way from the parser into the stream that the application reads. A `data` listener would start
 * the flow before the application listens, which would then read an empty body.
 */
function tapBody(response: IncomingMessage, call: Call): () => void {
  const { push } = response;
  function tapped(this: IncomingMessage, chunk: unknown, encoding?: BufferEncoding): boolean {
    if (chunk instanceof Uint8Array) call.addBody(chunk);
    return push.call(this, chunk, encoding);
  }
  response.push = tapped;
  return () => {
    if (response.push === tapped) response.push = push;
  };
}

/** `HttpInstrumentation` says an error's name; a body nobody reads stops short of 64 KiB. */
const traits: ClientTraits = { errorTypeOf: ({ name }) => name, mostBodyBytes: 48 * 1024 };
