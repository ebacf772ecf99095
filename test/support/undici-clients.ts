import './builtin-fetch.js';
import { type Duplex, PassThrough, type Readable, type Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import * as undici5 from 'undici5';
import * as undici6 from 'undici6';
import * as undici7 from 'undici7';

export interface UndiciHead {
  readonly statusCode: number;
  readonly headers: object;
}

export interface UndiciResponse extends UndiciHead {
  readonly body: Readable;
}

export interface FetchResponse extends Pick<Response, 'status' | 'arrayBuffer'> {
  readonly headers: { forEach(callback: (value: string, name: string) => void): void };
  readonly body: {
    getReader(): { read(): Promise<{ readonly value?: Uint8Array | undefined }>; cancel(): Promise<void> };
    cancel(): Promise<void>;
  } | null;
}

interface Dispatcher {
  close(): Promise<void>;
  destroy(): Promise<void>;
  dispatch(options: { origin: string; path: string; method: 'GET' }, handler: object): boolean;
  request(options: { path: string; method: 'GET' }): Promise<UndiciResponse>;
  upgrade(options: { origin: string; path: string; protocol: string }): Promise<{ readonly socket: Duplex }>;
}

export interface CallOptions {
  readonly method?: 'GET' | 'HEAD';
  readonly signal?: AbortSignal;
  readonly highWaterMark?: number;
}

type FullOptions<D> = CallOptions & { readonly method: 'GET' | 'HEAD'; readonly dispatcher: D };

/** What the versions of undici have in common, for their types do not fit each other. */
interface UndiciModule<D extends Dispatcher> {
  readonly Agent: new () => D;
  readonly Pool: new (origin: string, options: { connections: number; pipelining: number }) => D;
  request(url: string, options: FullOptions<D>): Promise<UndiciResponse>;
  stream(url: string, options: FullOptions<D>, factory: (data: UndiciHead) => Writable): Promise<object>;
  pipeline(url: string, options: FullOptions<D>, handler: (data: UndiciResponse) => Readable): Duplex;
  fetch(url: string, options: FullOptions<D>): Promise<FetchResponse>;
}

/** The version has a dispatcher of its own in all its calls: the global one belongs to one version only. */
function undici<D extends Dispatcher>(name: string, { Agent, Pool, ...api }: UndiciModule<D>) {
  const dispatcher: D = new Agent();
  const full = (options: CallOptions = {}) => ({ method: 'GET', dispatcher, ...options }) as const;
  return {
    name,
    dispatcher: dispatcher as Dispatcher,
    pool: (origin: string, connections: number): Dispatcher => new Pool(origin, { connections, pipelining: 1 }),
    request: (url: string, options?: CallOptions) => api.request(url, full(options)),
    stream: (url: string, factory: (data: UndiciHead) => Writable, options?: CallOptions) =>
      api.stream(url, full(options), factory),
    pipeline: (url: string, handler: (data: UndiciResponse) => Readable, options?: CallOptions) =>
      api.pipeline(url, full(options), handler),
    fetch: (url: string, options?: CallOptions) => api.fetch(url, full(options)),
  };
}

export type Undici = ReturnType<typeof undici>;

export const undicis: readonly Undici[] = [
  undici('undici5', undici5),
  undici('undici6', undici6),
  undici('undici7', undici7),
];

export interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
}

/** One way of making a call and of reading the answer to its end. */
export interface HttpClient {
  readonly name: string;
  get(url: string, options?: CallOptions): Promise<Answer>;
}

function fetchClient(name: string, fetch: (url: string, options?: CallOptions) => Promise<FetchResponse>): HttpClient {
  return {
    name,
    async get(url, options) {
      const response = await fetch(url, options);
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
    },
  };
}

function clientsOf(version: Undici): HttpClient[] {
  return [
    {
      name: `${version.name} request`,
      async get(url, options) {
        const { statusCode, body } = await version.request(url, options);
        return { status: statusCode, bytes: await buffer(body) };
      },
    },
    {
      name: `${version.name} stream`,
      async get(url, options) {
        let status = 0;
        const sink = new PassThrough();
        const factory = ({ statusCode }: UndiciHead) => {
          status = statusCode;
          return sink;
        };
        const [bytes] = await Promise.all([buffer(sink), version.stream(url, factory, options)]);
        return { status, bytes };
      },
    },
    {
      name: `${version.name} pipeline`,
      async get(url, options) {
        let status = 0;
        const handler = ({ statusCode, body }: UndiciResponse) => {
          status = statusCode;
          return body;
        };
        const bytes = await buffer(version.pipeline(url, handler, options).end());
        return { status, bytes };
      },
    },
    fetchClient(`${version.name} fetch`, version.fetch),
  ];
}

export const builtInFetch: HttpClient = fetchClient('fetch of Node.js', (url, options) => fetch(url, options));

export const clients: readonly HttpClient[] = [builtInFetch, ...undicis.flatMap(clientsOf)];

export async function closeClients(): Promise<void> {
  await Promise.all(undicis.map(({ dispatcher }) => dispatcher.close()));
}
