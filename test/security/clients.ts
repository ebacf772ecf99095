import '../support/builtin-fetch.js';
import http from 'node:http';
import { buffer } from 'node:stream/consumers';
import { request } from 'undici7';

export interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A way of making a call; the answer is read to its end, a failure of the call is ignored. */
export interface Client {
  readonly name: string;
  /** Whether it takes a user and a password in the URL. */
  readonly takesUser: boolean;
  call(url: string, sent?: Sent): Promise<void>;
}

function overHttp(url: string, { method = 'POST', headers = {}, body = '' }: Sent): Promise<void> {
  return new Promise((resolve) => {
    const sent = http.request(url, { method, headers }, (response) => {
      buffer(response).then(
        () => resolve(),
        () => resolve(),
      );
    });
    sent.on('error', () => resolve()).end(body);
  });
}

const ignore = () => undefined;

export const clients: readonly Client[] = [
  {
    name: 'fetch',
    takesUser: false,
    call: (url, { method = 'POST', headers = {}, body = '' } = {}) =>
      fetch(url, { method, headers, body })
        .then((response) => response.text())
        .then(ignore, ignore),
  },
  {
    name: 'undici request',
    takesUser: true,
    call: (url, { method = 'POST', headers = {}, body = '' } = {}) =>
      request(url, { method: method as 'POST', headers, body })
        .then((response) => response.body.text())
        .then(ignore, ignore),
  },
  { name: 'node:http', takesUser: true, call: (url, sent = {}) => overHttp(url, sent) },
];

/** Lets the spans of calls end that the application has seen end already. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
