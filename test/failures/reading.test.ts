import { createHash } from 'node:crypto';
import http, { type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo, Socket } from 'node:net';
import { DiagLogLevel, diag, SpanKind } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { linq, VendorErrorsInstrumentation } from '../../src/index.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { ERROR, errorBody, SUCCESS } from './answers.js';
import { type Note, type Reader, readers, type StreamClient, streamClients } from './readers.js';
import { oursOn } from './spans.js';

/** Node.js takes about so much from a connection that nobody reads. */
const UNREAD = 49_152;
const SMALL = { name: 'a small error', status: 409, body: ERROR };
const LARGE = { name: 'an error over the cap', status: 409, body: errorBody({ more: 'x'.repeat(400_000) }) };
const answers = [SMALL, LARGE, { name: 'a success', status: 200, body: SUCCESS }];
type Answer = (typeof answers)[number];

const instrumentation = new HttpInstrumentation();
const plugin = new VendorErrorsInstrumentation({
  vendors: [linq({ hosts: ['127.0.0.1'] })],
});
let telemetry: Telemetry;
let server: Server;
let origin: string;
let connection: Socket | undefined;
const problems: unknown[] = [];
const note = (problem: unknown) => problems.push(problem);

beforeAll(async () => {
  diag.setLogger({ error: note, warn: note, info: note, debug: note, verbose: note }, DiagLogLevel.WARN);
  telemetry = startTelemetry([instrumentation, plugin]);
  createRequire(import.meta.url)('node:http');
  server = http.createServer((request, response) => {
    connection = request.socket;
    const answer = answers[Number(request.url?.slice(1))];
    response.writeHead(answer?.status ?? 404, { 'content-type': 'application/json', connection: 'close' });
    response.end(answer?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => plugin.enable());

afterAll(async () => {
  expect(problems).toEqual([]);
  diag.disable();
  await telemetry.stop();
  await new Promise((resolve) => server.close(resolve));
});

const urlOf = (answer: Answer) => `${origin}/${answers.indexOf(answer)}`;
const spansOf = (kind: SpanKind): ReadableSpan[] => telemetry.spans().filter((span) => span.kind === kind);
const errors = () => telemetry.count('vendor_api.client.errors');

/** What the application sees of a call, from which the span of the client and that of the server remain. */
async function witness(client: StreamClient, reader: Reader, answer: Answer) {
  telemetry.reset();
  const seen: string[] = [];
  const hash = createHash('sha256');
  const write: Note = (event, chunk) => {
    if (seen.at(-1) !== event) seen.push(event);
    if (chunk) hash.update(chunk);
  };
  const body = await client.get(urlOf(answer));
  const beginning = Math.min(answer.body.length, UNREAD);
  const arrived = () => vi.waitFor(() => expect(connection?.bytesWritten).toBeGreaterThan(beginning), { interval: 5 });
  await reader.read(body, write, arrived);
  await vi.waitFor(() => expect(telemetry.spans()).toHaveLength(2), { interval: 5 });
  return { seen, digest: hash.digest('hex') };
}

describe.each(streamClients)('$name', (client) => {
  describe.each(readers)('reading $name', (reader) => {
    it.each(answers)('gets the same result from $name with and without the plugin', async (answer) => {
      plugin.disable();
      const without = await witness(client, reader, answer);
      plugin.enable();
      const before = await errors();
      expect(await witness(client, reader, answer)).toEqual(without);
      const code = answer.status === 409 ? 'resource_not_ready' : undefined;
      const [call] = spansOf(SpanKind.CLIENT);
      expect(call?.attributes['vendor_api.name']).toBe('linq');
      expect(call?.attributes['vendor_api.error.code']).toBe(code);
      expect(await errors()).toBe(before + (code === undefined ? 0 : 1));
      const [served] = spansOf(SpanKind.SERVER);
      expect(served && oursOn(served)).toEqual({});
    });
  });

  it('counts a large unread error once, before the call ends', async () => {
    telemetry.reset();
    const before = await errors();
    const body = await client.get(urlOf(LARGE));
    await vi.waitFor(async () => expect(await errors()).toBe(before + 1), { interval: 5 });
    expect(spansOf(SpanKind.CLIENT)).toEqual([]);
    body.on('error', () => undefined).destroy();
    await vi.waitFor(() => expect(telemetry.spans()).toHaveLength(2), { interval: 5 });
    expect(spansOf(SpanKind.CLIENT)[0]?.attributes['vendor_api.error.code']).toBe('resource_not_ready');
    expect(await errors()).toBe(before + 1);
  });
});
