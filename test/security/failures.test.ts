import http from 'node:http';
import { Agent, request } from 'undici7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linq } from '../../src/index.js';
import { startRawServer } from '../support/raw-server.js';
import { startServer, type TestServer } from '../support/server.js';
import { Canaries } from './canaries.js';
import { settled } from './clients.js';
import { exportedOf } from './exported.js';

let garbage: TestServer;
let silent: TestServer;
const canaries = new Canaries();

beforeAll(async () => {
  garbage = await startRawServer((socket) => socket.end(`${canaries.at('garbage')}\r\n\r\n`));
  silent = await startServer(() => undefined);
});

afterAll(async () => {
  await garbage.close();
  await silent.close();
});

/** An error of the network with a canary in its text, its stack and its cause. */
function errorWith(place: string): Error {
  const cause = Object.assign(new Error(canaries.at(`${place}, cause`)), { hostname: canaries.at(`${place}, host`) });
  return Object.assign(new Error(canaries.at(place), { cause }), { code: 'ECONNRESET' });
}

const ignore = () => undefined;

/** Calls that fail without an answer; what fails them has canaries in it. */
const FAILURES: readonly (readonly [what: string, call: () => Promise<unknown>])[] = [
  ['an unknown host', () => fetch(`http://${canaries.at('unknown host')}.invalid/v3/chats`)],
  ['garbage', () => fetch(`${garbage.url}/v3/chats`)],
  [
    'an abort for a reason of the application',
    () => fetch(`${silent.url}/v3/chats`, { signal: abortedWith(errorWith('reason of an abort')) }),
  ],
  [
    'a connection that cannot be made',
    () => {
      const dispatcher = new Agent({ connect: (_options, done) => done(errorWith('connection'), null) });
      return request(`${silent.url}/v3/chats`, { dispatcher });
    },
  ],
  [
    'a request that is destroyed',
    () =>
      new Promise((resolve) => {
        const sent = http.request(`${silent.url}/v3/chats`).on('error', resolve);
        sent.once('socket', () => setTimeout(() => sent.destroy(errorWith('reason of a destruction')), 10));
        sent.end();
      }),
  ],
];

function abortedWith(reason: Error): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 10);
  return controller.signal;
}

describe('of a network error', () => {
  it.each(FAILURES)('%s: the plugin exports no additional part of its text', async (_what, call) => {
    const calls = async () => {
      await call().catch(ignore);
      await settled();
    };
    const hosts = [garbage.host, silent.host, '*.invalid'];
    const without = await exportedOf(undefined, calls);
    const exported = await exportedOf({ vendors: [linq({ hosts })] }, calls);
    expect(exported.places).toContain('span attribute vendor_api.name');
    for (const [place, word] of canaries.all) {
      const before = without.placesOf(word);
      const added = exported.placesOf(word).filter((found) => !before.includes(found));
      expect([place, added]).toEqual([place, []]);
    }
  });

  it('its text is in no status description, unlike without the plugin', async () => {
    const [, call = ignore] = FAILURES[3] ?? [];
    const calls = async () => {
      await Promise.resolve(call()).catch(ignore);
      await settled();
    };
    const word = canaries.at('connection');
    expect((await exportedOf(undefined, calls)).placesOf(word)).toContain('span status');
    const exported = await exportedOf({ vendors: [linq({ hosts: [silent.host] })] }, calls);
    expect(exported.placesOf(word)).not.toContain('span status');
    expect(exported.placesOf('linq connection_reset')).toContain('span status');
  });
});
