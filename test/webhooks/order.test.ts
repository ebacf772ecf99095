import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Histogram } from '@opentelemetry/sdk-metrics';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linq, trackly } from '../../src/index.js';
import { linqEvent, linqFailure, startWebhookService, type WebhookService } from './webhook-service.js';

const ERRORS = 'vendor_api.client.errors';
const DURATION = 'vendor_api.client.delivery.duration';

let service: WebhookService;

beforeEach(async () => {
  service = await startWebhookService();
});

afterEach(() => service.stop());

async function outcomes() {
  const points = await service.telemetry.points(DURATION);
  return points.map(({ attributes, value }) => [attributes['vendor_api.delivery.outcome'], (value as Histogram).count]);
}

const recorded = (count: number) => vi.waitUntil(() => service.records.length >= count, { timeout: 5000 });

describe('the simulated Linq delivers', () => {
  it('late and twice: the failure is counted once', async () => {
    const { url, simulator } = service;
    simulator.deliverLinqWebhooks({ url, events: ['message.failed', 'message.failed'], delay: 30 });
    const { vendorTraceId } = await service.send();
    await recorded(2);
    const [first, second] = service.records;
    expect(first).toMatchObject({ kind: 'failed', linked: true, duplicate: false, traceId: vendorTraceId });
    expect(second).toEqual({ ...first, duplicate: true });
    expect(await service.telemetry.count(ERRORS)).toBe(1);
    expect(await outcomes()).toEqual([['failed', 1]]);
  });

  it('out of order: read, delivered, sent', async () => {
    const { url, simulator } = service;
    simulator.deliverLinqWebhooks({ url, events: ['message.read', 'message.delivered', 'message.sent'], delay: 10 });
    await service.send();
    await recorded(3);
    expect(service.records.map(({ kind }) => kind)).toEqual(['read', 'delivered', 'sent']);
    for (const record of service.records) expect(record).toMatchObject({ linked: true, duplicate: false });
    expect(await outcomes()).toEqual([['delivered', 1]]);
  });

  it('at once', async () => {
    const { url, simulator } = service;
    simulator.deliverLinqWebhooks({ url, events: ['message.delivered'], delay: 0 });
    const sent = await Promise.all(Array.from({ length: 20 }, () => service.send()));
    await recorded(20);
    expect(service.records.filter(({ linked }) => linked)).toHaveLength(20);
    expect(new Set(service.records.map(({ traceId }) => traceId))).toEqual(
      new Set(sent.map(({ vendorTraceId }) => vendorTraceId)),
    );
  });
});

it('joins a webhook to its call before the response is read', async () => {
  let held: ServerResponse | undefined;
  const vendor = createServer((_request, response) => {
    held = response;
    response.writeHead(202, { 'content-type': 'application/json', 'x-trace-id': 'early-trace' }).write('{"chat_id":');
  });
  await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  service.plugin.setConfig({ vendors: [linq({ hosts: [host] })], webhooks: true });

  const response = await fetch(`http://${host}/v3/messages`, { method: 'POST' });
  const { record, span } = await service.deliver(linqFailure('early-trace'));
  expect(record.linked).toBe(true);
  held?.end('"c"}');
  expect(await response.json()).toEqual({ chat_id: 'c' });
  const call = service.telemetry.spans().find(({ attributes }) => attributes['http.response.status_code'] === 202);
  expect(span.links.map((link) => link.context.spanId)).toEqual([call?.spanContext().spanId]);

  vendor.closeAllConnections();
  await new Promise((resolve) => vendor.close(resolve));
});

describe('Trackly, which has no trace id', () => {
  const send = async (path: string, method = 'POST') => {
    const headers = { 'x-api-key': 'test' };
    const response = await fetch(service.simulator.trackly.url + path, { method, headers });
    return (await response.json()) as { message_id: string };
  };

  it.each(['/api/v2/send', '/api/v1/messages'])('%s is joined by the message id of its response', async (path) => {
    const { message_id } = await send(path);
    const delivery = { event: 'delivery', message_id, status: 'undeliverable', status_detail: 'REJECTED_SPAM' };
    const { record, span } = await service.deliver(delivery, 'trackly');
    expect(record).toMatchObject({ kind: 'failed', linked: true, error: { nativeCode: 'REJECTED_SPAM' } });
    expect(record).not.toHaveProperty('traceId');
    const call = service.telemetry.spans().find(({ attributes }) => attributes['vendor_api.name'] === 'trackly');
    expect(span.links.map((link) => link.context.spanId)).toEqual([call?.spanContext().spanId]);
    expect(await outcomes()).toEqual([['failed', 1]]);
  });

  it('is also joined by a numeric message id', async () => {
    const vendor = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true,"message_id":12345}');
    });
    await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(vendor.address() as AddressInfo).port}`;
    service.plugin.setConfig({ vendors: [trackly({ hosts: [host] })], webhooks: true });
    await (await fetch(`http://${host}/api/v2/send`, { method: 'POST' })).text();
    const { record } = await service.deliver({ event: 'delivery', message_id: 12345, status: 'delivered' }, 'trackly');
    expect(record).toMatchObject({ kind: 'delivered', linked: true });
    vendor.closeAllConnections();
    await new Promise((resolve) => vendor.close(resolve));
  });
});

it('separates the ids of different vendors', async () => {
  const { vendorTraceId } = await service.send();
  const event = { event_type: 'message.received', event_id: 'event-1', trace_id: vendorTraceId };
  expect((await service.deliver(event, 'chert')).record).toMatchObject({ linked: false, duplicate: false });
  expect((await service.deliver(event, 'linq')).record).toMatchObject({ linked: true, duplicate: false });
});

it('calls that change nothing are not remembered', async () => {
  const headers = { authorization: 'Bearer test' };
  const response = await fetch(`${service.simulator.linq.url}/api/partner/v3/chats`, { headers });
  await response.text();
  const traceId = response.headers.get('x-trace-id') ?? '';
  expect((await service.deliver(linqEvent('message.sent', traceId, 'event-1'))).record.linked).toBe(false);
});
