import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import LinqAPIV3 from '@linqapp/sdk';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LinqWebhookEvent, startVendorSimulator, type VendorSimulator } from '../../src/testing.js';
import { startTelemetry } from '../support/telemetry.js';

interface Delivery {
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly at: number;
}

let simulator: VendorSimulator;
let receiver: { url: string; deliveries: Delivery[]; answer: () => Promise<number>; close(): Promise<void> };

async function startReceiver(): Promise<typeof receiver> {
  const deliveries: Delivery[] = [];
  const headersOf = (request: IncomingMessage) => request.headers as Record<string, string>;
  const server = createServer(async (request, response) => {
    deliveries.push({ headers: headersOf(request), body: await text(request), at: Date.now() });
    response.statusCode = await started.answer();
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const started = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    deliveries,
    answer: async () => 200,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return started;
}

beforeEach(async () => {
  [simulator, receiver] = await Promise.all([startVendorSimulator(), startReceiver()]);
});

afterEach(async () => {
  await simulator.close();
  await receiver.close();
});

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const sdk = () => new LinqAPIV3({ baseURL: `${simulator.linq.url}/api/partner`, apiKey: 'test', maxRetries: 0 });
const MESSAGE = { parts: [{ type: 'text' as const, value: 'Hello!' }] };

async function deliveries(count: number): Promise<Delivery[]> {
  await vi.waitUntil(() => receiver.deliveries.length >= count, { timeout: 5000, interval: 5 });
  return receiver.deliveries;
}

/** Whether nothing more comes. */
async function quiet(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 150));
}

const create = () => sdk().chats.create({ from: '+12223334444', to: ['+15556667777'], message: MESSAGE });

describe('the webhooks of the simulated Linq', () => {
  it("pass the check of Linq's SDK, with a payload according to its types", async () => {
    simulator.deliverLinqWebhooks({ url: receiver.url, events: ['message.failed'], secret: SECRET, delay: 0 });
    const { data: answer, response } = await create().withResponse();
    const [delivery] = await deliveries(1);
    const { headers = {}, body = '' } = delivery ?? {};
    const event = sdk().webhooks.unwrap(body, { headers, key: SECRET });
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(event).toEqual({
      api_version: 'v3',
      webhook_version: '2026-02-03',
      event_type: 'message.failed',
      event_id: headers['webhook-id'],
      created_at: time,
      partner_id: expect.any(String),
      trace_id: response.headers.get('x-trace-id'),
      data: {
        code: 4001,
        reason: 'Delivery failed',
        failed_at: time,
        message_id: answer.chat.message.id,
        chat_id: answer.chat.id,
      },
    });
    expect(headers['content-type']).toBe('application/json');
    expect(() => sdk().webhooks.unwrap(`${body} `, { headers, key: SECRET })).toThrow();
    expect(() => sdk().webhooks.unwrap(body, { headers, key: 'whsec_c2ltdWxhdGVk' })).toThrow();
  });

  it.each<[LinqWebhookEvent, string | null, string | null]>([
    ['message.sent', null, null],
    ['message.delivered', 'then', null],
    ['message.read', 'then', 'then'],
  ])('%s contains the message and its times', async (type, deliveredAt, readAt) => {
    simulator.deliverLinqWebhooks({ url: receiver.url, events: [type], delay: 0 });
    const answer = await create();
    const [delivery] = await deliveries(1);
    const { headers = {}, body = '' } = delivery ?? {};
    const event = sdk().webhooks.unwrap(body, { headers, key: 'whsec_c2ltdWxhdGVk' });
    const then = (time: string | null) => (time === null ? null : expect.stringMatching(/^\d{4}-/));
    expect(event).toMatchObject({
      event_type: type,
      data: {
        id: answer.chat.message.id,
        chat: { id: answer.chat.id, is_group: false },
        direction: 'outbound',
        parts: answer.chat.message.parts,
        sent_at: then('then'),
        delivered_at: then(deliveredAt),
        read_at: then(readAt),
      },
    });
  });

  it.each([[3007], [4005]])('message.failed can have the code %d', async (failureCode) => {
    simulator.deliverLinqWebhooks({ url: receiver.url, events: ['message.failed'], delay: 0, failureCode });
    await create();
    const [delivery] = await deliveries(1);
    expect(JSON.parse(delivery?.body ?? '').data).toMatchObject({
      code: failureCode,
      reason: expect.stringMatching(/^[A-Z]/),
    });
  });

  it('arrive in the order of the list, the same event with the same id', async () => {
    const events = ['message.read', 'message.sent', 'message.read'] as const;
    simulator.deliverLinqWebhooks({ url: receiver.url, events, delay: 0 });
    await create();
    const bodies = (await deliveries(3)).map(({ body }) => JSON.parse(body));
    expect(bodies.map(({ event_type }) => event_type)).toEqual(events);
    expect(bodies[2]).toEqual(bodies[0]);
    expect(bodies[1].event_id).not.toBe(bodies[0].event_id);
  });

  it('follow each call that sends a message, and no other', async () => {
    simulator.deliverLinqWebhooks({ url: receiver.url, events: ['message.sent'], delay: 0 });
    const client = sdk();
    const chat = await create();
    await client.chats.messages.send(chat.chat.id, { message: MESSAGE });
    await client.messages.create({ to: ['+15556667777'], message: MESSAGE });
    await client.chats.retrieve(chat.chat.id);
    await client.chats.markAsRead(chat.chat.id);
    simulator.linq.answerNext(1007);
    await expect(create()).rejects.toThrow('429');
    await deliveries(3);
    await quiet();
    const bodies = receiver.deliveries.map(({ body }) => JSON.parse(body));
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies.map(({ trace_id }) => trace_id)).size).toBe(3);
    for (const { data } of bodies)
      expect(data).toMatchObject({ id: expect.any(String), chat: { id: expect.any(String) } });
  });

  it('wait the given time after the response, and 100 ms by default', async () => {
    simulator.deliverLinqWebhooks({ url: receiver.url, events: ['message.sent'], delay: 300 });
    simulator.deliverLinqWebhooks({ url: receiver.url, events: ['message.read'] });
    await create();
    const answered = Date.now();
    const [read, sent] = await deliveries(2);
    expect(JSON.parse(read?.body ?? '').event_type).toBe('message.read');
    // Timers may fire a little early.
    expect((read?.at ?? 0) - answered).toBeGreaterThan(50);
    expect((sent?.at ?? 0) - answered).toBeGreaterThan(250);
  });

  it('continue after a failing receiver, and are not repeated', async () => {
    receiver.answer = async () => 500;
    simulator.deliverLinqWebhooks({ url: 'http://127.0.0.1:1/', events: ['message.sent'], delay: 0 });
    simulator.deliverLinqWebhooks({ url: receiver.url, events: ['message.sent', 'message.read'], delay: 0 });
    await create();
    await deliveries(2);
    await quiet();
    expect(receiver.deliveries).toHaveLength(2);
  });

  it('throws for an invalid address at once', () => {
    expect(() => simulator.deliverLinqWebhooks({ url: 'webhooks', events: [] })).toThrow(TypeError);
  });
});

describe('close', () => {
  it('cancels waiting deliveries', async () => {
    simulator.deliverLinqWebhooks({ url: receiver.url, events: ['message.sent'], delay: 200 });
    await create();
    const begun = Date.now();
    await simulator.close();
    expect(Date.now() - begun).toBeLessThan(150);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(receiver.deliveries).toEqual([]);
  });

  it('waits for running deliveries, and begins no new ones', async () => {
    let answered = false;
    receiver.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      answered = true;
      return 200;
    };
    simulator.deliverLinqWebhooks({ url: receiver.url, events: ['message.sent', 'message.read'], delay: 0 });
    await create();
    await deliveries(1);
    await simulator.close();
    expect(answered).toBe(true);
    await quiet();
    expect(receiver.deliveries).toHaveLength(1);
  });
});

it('deliveries have no spans and no trace context', async () => {
  const telemetry = startTelemetry([new UndiciInstrumentation()]);
  simulator.deliverLinqWebhooks({ url: receiver.url, events: ['message.sent'], delay: 0 });
  await create();
  const [delivery] = await deliveries(1);
  await quiet();
  expect(telemetry.span().attributes['url.full']).toBe(`${simulator.linq.url}/api/partner/v3/chats`);
  for (const header of ['traceparent', 'tracestate', 'baggage']) expect(delivery?.headers).not.toHaveProperty(header);
  await telemetry.stop();
});
