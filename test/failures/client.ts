import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Application, ClientName, Limit } from './failures.js';

/** How long a client waits that has a limit, in ms. */
export const MOMENT = 100;

export interface CallOptions {
  readonly limit?: Limit | undefined;
  readonly application?: Application | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called when the headers are there. */
  readonly onHead?: (() => void) | undefined;
  /** A certificate that the client trusts. */
  readonly ca?: string | undefined;
}

/** What came of a call, if it did not throw. */
export interface Answer {
  readonly status: number;
  /** `undefined` where the application did not read it. */
  readonly body: Buffer | undefined;
}

/** An HTTP client as an application uses it to send JSON. */
export interface Client {
  readonly name: ClientName;
  call(url: string, options: CallOptions): Promise<Answer>;
}

export const REQUEST = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"to":"x"}' } as const;

/** The signal of a call: of its application, or of a limit to all of it. */
export function signalOf({ signal, limit }: CallOptions): AbortSignal | undefined {
  return limit === 'whole call' ? AbortSignal.timeout(MOMENT) : signal;
}

/** Whether the application reads the body to its end. */
export function reads({ application }: CallOptions): boolean {
  return application !== 'cancels the body' && application !== 'leaves the body';
}

/** Does with a body what the application does with it. */
export async function useBody(body: Readable, { application }: CallOptions): Promise<Buffer | undefined> {
  if (application === 'leaves the body') return undefined;
  if (application !== 'cancels the body') return buffer(body);
  // As after an `await`: what has come together with the headers has passed the client's parser then.
  await new Promise(setImmediate);
  body.on('error', () => undefined).destroy();
  return undefined;
}
