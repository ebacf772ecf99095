import '../support/builtin-fetch.js';
import { type Duplex, PassThrough, type Readable, type Writable } from 'node:stream';
import * as undici5 from 'undici5';
import * as undici6 from 'undici6';
import * as undici7 from 'undici7';
import { builtInDispatcher } from '../support/builtin-fetch.js';
import { type Answer, type CallOptions, type Client, MOMENT, REQUEST, reads, signalOf, useBody } from './client.js';
import { undiciNames } from './failures.js';

interface AgentOptions {
  readonly headersTimeout?: number;
  readonly bodyTimeout?: number;
  readonly connect?: { readonly ca?: string; readonly timeout?: number };
}

interface Dispatcher {
  destroy(): Promise<void>;
}

interface Head {
  readonly statusCode: number;
}

interface Response extends Head {
  readonly body: Readable;
}

interface RequestOptions<D> {
  readonly method: 'POST';
  readonly headers: { readonly 'content-type': string };
  readonly body: string;
  readonly dispatcher: D;
  readonly signal?: AbortSignal;
}

/** What the versions of undici have in common, for their types do not fit each other. */
interface UndiciModule<D extends Dispatcher> {
  readonly Agent: new (options: AgentOptions) => D;
  request(url: string, options: RequestOptions<D>): Promise<Response>;
  stream(url: string, options: RequestOptions<D>, factory: (data: Head) => Writable): Promise<object>;
  pipeline(url: string, options: RequestOptions<D>, handler: (data: Response) => Readable): Duplex;
}

const agents: Dispatcher[] = [];

function agentOptions({ limit, ca }: CallOptions): AgentOptions {
  return {
    ...(limit === 'headers' && { headersTimeout: MOMENT }),
    ...(limit === 'body' && { bodyTimeout: MOMENT }),
    connect: { ...(limit === 'connection' && { timeout: MOMENT }), ...(ca !== undefined && { ca }) },
  };
}

/** Gives the calls of one client an agent in common, and those with settings of their own each another. */
function agentsOf<D extends Dispatcher>(Agent: new (options: AgentOptions) => D): (options: CallOptions) => D {
  const make = (options: CallOptions): D => {
    const agent = new Agent(agentOptions(options));
    agents.push(agent);
    return agent;
  };
  const shared = make({});
  return (options) => (options.limit === undefined && options.ca === undefined ? shared : make(options));
}

function undici<D extends Dispatcher>({ Agent, request, stream, pipeline }: UndiciModule<D>) {
  const agent = agentsOf(Agent);
  const full = (options: CallOptions): RequestOptions<D> => {
    const signal = signalOf(options);
    return { ...REQUEST, dispatcher: agent(options), ...(signal && { signal }) };
  };
  return {
    async request(url: string, options: CallOptions): Promise<Answer> {
      const { statusCode, body } = await request(url, full(options));
      options.onHead?.();
      return { status: statusCode, body: await useBody(body, options) };
    },
    stream(url: string, options: CallOptions): Promise<Answer> {
      return new Promise((resolve, reject) => {
        const factory = ({ statusCode: status }: Head): Writable => {
          const sink = new PassThrough();
          options.onHead?.();
          useBody(sink, options).then((body) => resolve({ status, body }), reject);
          return sink;
        };
        stream(url, full(options), factory).catch(reject);
      });
    },
    pipeline(url: string, options: CallOptions): Promise<Answer> {
      return new Promise((resolve, reject) => {
        const duplex = pipeline(url, full(options), ({ statusCode: status, body: received }) => {
          options.onHead?.();
          useBody(duplex, options).then((body) => resolve({ status, body }), reject);
          return received;
        });
        duplex.on('error', reject).end(REQUEST.body);
      });
    },
  };
}

type BuiltInAgent = NonNullable<RequestInit['dispatcher']>;

const BuiltInAgent = builtInDispatcher().constructor as new (options: AgentOptions) => BuiltInAgent;
const builtInAgent = agentsOf(BuiltInAgent);

async function callFetch(url: string, options: CallOptions): Promise<Answer> {
  const signal = signalOf(options);
  const response = await fetch(url, { ...REQUEST, dispatcher: builtInAgent(options), ...(signal && { signal }) });
  options.onHead?.();
  const { status } = response;
  if (reads(options)) return { status, body: Buffer.from(await response.arrayBuffer()) };
  if (options.application === 'cancels the body') await response.body?.cancel();
  return { status, body: undefined };
}

const seven = undici(undici7);

const calls: Record<(typeof undiciNames)[number], Client['call']> = {
  fetch: callFetch,
  'undici 5 request': undici(undici5).request,
  'undici 6 request': undici(undici6).request,
  'undici 7 request': seven.request,
  'undici 7 stream': seven.stream,
  'undici 7 pipeline': seven.pipeline,
};

export const undiciClients: readonly Client[] = undiciNames.map((name) => ({ name, call: calls[name] }));

export async function closeUndiciClients(): Promise<void> {
  await Promise.all(agents.map((agent) => agent.destroy()));
}
