import diagnosticsChannel from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

function subscribe(channel: string, listener: (message: object) => void): () => void {
  const subscriber = (message: unknown) => listener(message as object);
  diagnosticsChannel.subscribe(channel, subscriber);
  return () => {
    diagnosticsChannel.unsubscribe(channel, subscriber);
  };
}

/** Calls back with undici's own request objects, after the instrumentations that are there. */
export function onRequest(event: 'create' | 'headers', listener: (request: object) => void): () => void {
  return subscribe(`undici:request:${event}`, (message) => listener((message as { request: object }).request));
}

type RawHeaders = unknown[] | Record<string, unknown>;

/** Calls back with the headers of each response, as undici has them and its interceptors may change them. */
export function onResponseHeaders(listener: (headers: RawHeaders) => void): () => void {
  return subscribe('undici:request:headers', (message) =>
    listener((message as { response: { headers: RawHeaders } }).response.headers),
  );
}

/** Calls back with the client's socket of each request that is sent. */
export function onSocket(listener: (socket: Socket) => void): () => void {
  return subscribe('undici:client:sendHeaders', (message) => listener((message as { socket: Socket }).socket));
}

/** Whether a request's method gets the body: undici 5 to 7 have the first name, undici 8 the second. */
export function isBodyMethod(name: string): boolean {
  return name === 'onData' || name === 'onResponseData';
}

/** Whether a request's method gets the body or the error. */
export function isFollowedMethod(name: string): boolean {
  return isBodyMethod(name) || name === 'onError' || name === 'onResponseError';
}
