import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import axios from 'axios';
import got from 'got';
import nodeFetch from 'node-fetch';
import superagent from 'superagent';
import { type Answer, type CallOptions, type Client, MOMENT, REQUEST, reads, signalOf, useBody } from './client.js';
import { httpNames } from './failures.js';

/** A trusted certificate goes to these clients with an agent. */
function agentOf({ ca }: CallOptions): { readonly agent?: https.Agent } {
  return ca === undefined ? {} : { agent: new https.Agent({ ca }) };
}

function callHttp(url: string, options: CallOptions): Promise<Answer> {
  const { request } = url.startsWith('https:') ? https : http;
  const { method, headers, body } = REQUEST;
  const signal = signalOf(options);
  const limited = options.limit !== undefined && options.limit !== 'whole call';
  const settings = {
    method,
    headers,
    ...agentOf(options),
    ...(signal && { signal }),
    ...(limited && { timeout: MOMENT }),
  };
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = request(url, settings, (response: IncomingMessage) => {
      options.onHead?.();
      useBody(response, options).then((read) => resolve({ status: response.statusCode ?? 0, body: read }), reject);
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', reject).end(body);
  });
}

async function callAxios(url: string, options: CallOptions): Promise<Answer> {
  const { method, headers, body } = REQUEST;
  const signal = signalOf(options);
  const { agent } = agentOf(options);
  const limited = options.limit !== undefined && options.limit !== 'whole call';
  const asStream = !reads(options) || options.onHead !== undefined;
  const { status, data } = await axios.request({
    url,
    method,
    headers,
    data: body,
    responseType: asStream ? 'stream' : 'arraybuffer',
    validateStatus: () => true,
    ...(signal && { signal }),
    ...(agent && { httpsAgent: agent }),
    ...(limited && { timeout: MOMENT }),
  });
  options.onHead?.();
  return { status, body: asStream ? await useBody(data, options) : data };
}

const gotLimits = { connection: 'secureConnect', headers: 'response', body: 'read' } as const;

async function callGot(url: string, options: CallOptions): Promise<Answer> {
  const { limit = 'whole call', ca } = options;
  const signal = signalOf(options);
  const settings = {
    ...REQUEST,
    retry: { limit: 0 },
    throwHttpErrors: false,
    ...(signal && { signal }),
    ...(ca !== undefined && { https: { certificateAuthority: ca } }),
    ...(limit !== 'whole call' && { timeout: { [gotLimits[limit]]: MOMENT } }),
  };
  if (reads(options)) {
    const promise = got(url, { ...settings, responseType: 'buffer' });
    promise.on('downloadProgress', () => options.onHead?.());
    const { statusCode, rawBody } = await promise;
    return { status: statusCode, body: Buffer.from(rawBody) };
  }
  const stream = got.stream(url, settings);
  return new Promise((resolve, reject) => {
    stream.on('error', reject).on('response', ({ statusCode: status }: { statusCode: number }) => {
      useBody(stream, options).then((body) => resolve({ status, body }), reject);
    });
  });
}

async function callNodeFetch(url: string, options: CallOptions): Promise<Answer> {
  const signal = signalOf(options);
  const response = await nodeFetch(url, { ...REQUEST, ...agentOf(options), ...(signal && { signal }) });
  options.onHead?.();
  const { status } = response;
  if (reads(options)) return { status, body: Buffer.from(await response.arrayBuffer()) };
  if (options.application === 'cancels the body') (response.body as IncomingMessage | null)?.destroy();
  return { status, body: undefined };
}

const superagentLimits = {
  connection: 'response',
  headers: 'response',
  body: 'deadline',
  'whole call': 'deadline',
} as const;

async function callSuperagent(url: string, options: CallOptions): Promise<Answer> {
  const { limit, ca, signal } = options;
  const request = superagent
    .post(url)
    .set(REQUEST.headers)
    .ok(() => true);
  if (ca !== undefined) request.ca(ca);
  if (limit !== undefined) request.timeout({ [superagentLimits[limit]]: MOMENT });
  signal?.addEventListener('abort', () => {
    request.abort();
  });
  request.on('request', () => request.req.once('response', () => options.onHead?.()));
  // It reads all JSON by itself, unless it is configured otherwise.
  if (reads(options)) request.buffer(true).parse(superagent.parse.image as (typeof superagent.parse)[string]);
  else request.buffer(true).parse(cancelled);
  const { status, body } = await request.send(REQUEST.body);
  return { status, body };
}

/** A parser of superagent's, which gets the response as a stream. */
function cancelled(response: unknown, done: (error: Error | null, body: unknown) => void): void {
  useBody(response as IncomingMessage, { application: 'cancels the body' }).then(() => done(null, undefined));
}

const calls: Record<(typeof httpNames)[number], Client['call']> = {
  axios: callAxios,
  got: callGot,
  'node-fetch': callNodeFetch,
  superagent: callSuperagent,
  'node:http': callHttp,
};

export const httpClients: readonly Client[] = httpNames.map((name) => ({ name, call: calls[name] }));
