import './builtin-fetch.js';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici7';
import type { Answer } from './undici-clients.js';

const lookup: LookupFunction = (_name, options, found) => {
  if (options.all) found(null, [{ address: '127.0.0.1', family: 4 }]);
  else found(null, '127.0.0.1', 4);
};

/** Calls hosts of any name, all of which are 127.0.0.1. */
export class NamedHosts {
  readonly #dispatcher = new Agent({ connect: { lookup } });

  async call(url: string): Promise<Answer> {
    const { statusCode, body } = await request(url, { dispatcher: this.#dispatcher });
    return { status: statusCode, bytes: Buffer.from(await body.arrayBuffer()) };
  }

  close(): Promise<void> {
    return this.#dispatcher.close();
  }
}
