import '../support/builtin-fetch.js';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWebhookService, type WebhookService } from '../webhooks/webhook-service.js';

const MESSAGES = '/v21.0/106540352242922/messages';

let service: WebhookService;

beforeAll(async () => {
  service = await startWebhookService();
});

afterEach(() => service.telemetry.reset());

afterAll(() => service.stop());

const call = (path: string, { method = 'POST', answer = 'success' } = {}) =>
  fetch(service.simulator.whatsapp.url + path, {
    method,
    headers: { authorization: 'Bearer test', 'content-type': 'application/json', 'x-simulate-answer': answer },
    ...(method === 'POST' && { body: JSON.stringify({ messaging_product: 'whatsapp', to: '15556667777' }) }),
  });

/** The same over node:http. */
const callHttp = (path: string) =>
  new Promise<void>((resolve, reject) => {
    const headers = { authorization: 'Bearer test', 'x-simulate-answer': '190' };
    const sent = request(service.simulator.whatsapp.url + path, { headers }, (response) => {
      response.resume().once('end', resolve);
    });
    sent.once('error', reject).end();
  });

const requests = () => service.telemetry.count('vendor_api.client.requests', { 'vendor_api.name': 'whatsapp' });

it('messages that fail later: each is joined to its call, and counted once', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 2; index += 1) {
    const answer = (await (await call(MESSAGES)).json()) as { messages: { id: string }[] };
    ids.push(answer.messages[0]?.id ?? '');
  }
  const calls = service.telemetry.spans().map((span) => span.spanContext().spanId);
  const statuses = ids.map((id, index) => ({
    id,
    status: 'failed',
    timestamp: String(Math.floor(Date.now() / 1000)),
    errors: [{ code: [131026, 131047][index], title: 'Title' }],
  }));
  const payload = { entry: [{ id: 'waba', changes: [{ field: 'messages', value: { statuses } }] }] };
  const { record, span } = await service.deliver(payload, 'whatsapp');
  expect(record).toMatchObject({ kind: 'failed', linked: true, error: { code: 'recipient_unreachable' } });
  expect(record.others).toMatchObject([{ kind: 'failed', linked: true, error: { code: 'outside_messaging_window' } }]);
  // The span has room for one event, and links to both calls.
  expect(span.attributes['vendor_api.error.native_code']).toBe('131026');
  expect(span.links.map(({ context }) => context.spanId).sort()).toEqual([...calls].sort());
  await service.deliver(payload, 'whatsapp');
  for (const native_code of ['131026', '131047'])
    expect(
      await service.telemetry.count('vendor_api.client.errors', { 'vendor_api.error.native_code': native_code }),
    ).toBe(1);
});

it('several events of one message: the request links to the call once, and each record has the id of the message', async () => {
  const answer = (await (await call(MESSAGES)).json()) as { messages: { id: string }[] };
  const id = answer.messages[0]?.id ?? '';
  const timestamp = String(Math.floor(Date.now() / 1000));
  const statuses = ['sent', 'delivered'].map((status) => ({ id, status, timestamp }));
  const payload = { entry: [{ id: 'waba', changes: [{ field: 'messages', value: { statuses } }] }] };
  const { record, span } = await service.deliver(payload, 'whatsapp');
  expect(record).toMatchObject({ kind: 'sent', messageId: id, linked: true });
  expect(record.others).toMatchObject([{ kind: 'delivered', messageId: id, linked: true }]);
  expect(span.links).toHaveLength(1);
});

it('an error has its code, the details and the trace id of the body', async () => {
  const response = await call(MESSAGES, { answer: '131008' });
  const { error } = (await response.json()) as { error: { fbtrace_id: string } };
  expect(service.telemetry.span().attributes).toMatchObject({
    'vendor_api.name': 'whatsapp',
    'vendor_api.trace_id': error.fbtrace_id,
    'vendor_api.error.code': 'missing_required_field',
    'vendor_api.error.native_code': '131008',
    'vendor_api.error.message': 'The parameter to is missing.',
    'url.template': '/{version}/{phoneNumberId}/messages',
  });
});

it('a rate limit is a 400', async () => {
  expect((await call(MESSAGES, { answer: 'sample_130429' })).status).toBe(400);
  expect(service.telemetry.span().attributes).toMatchObject({
    'vendor_api.error.code': 'rate_limited',
    'vendor_api.error.retryable': true,
  });
});

describe('of the host, only the paths of messages and media are watched', () => {
  it.each([
    '/v21.0/1065403/messages',
    '/v21.0/1065403/media',
    '/v21.0/1065403/marketing_messages',
    '/v21.0/1065403/media/',
  ])('POST %s is', async (path) => {
    const before = await requests();
    await (await call(path, { answer: '190' })).text();
    expect(service.telemetry.span().attributes['vendor_api.error.code']).toBe('invalid_credentials');
    expect(await requests()).toBe(before + 1);
  });

  it.each([
    ['GET', '/v21.0/me/adaccounts'],
    ['POST', '/v21.0/act_1065403/campaigns'],
    ['GET', '/v21.0/1065403'],
    ['DELETE', '/v21.0/1065403'],
    ['GET', '/v21.0/1065403/messages'],
    ['POST', '/v21.0/1065403/messages/more'],
    ['POST', '/proxy/v21.0/1065403/messages'],
    ['POST', '/1065403/messages'],
  ])('%s %s is not', async (method, path) => {
    const before = await requests();
    await (await call(path, { method, answer: '190' })).text();
    const { attributes, status } = service.telemetry.span();
    expect(Object.keys(attributes).filter((key) => key.startsWith('vendor_api') || key === 'url.template')).toEqual([]);
    expect(status.message).toBeUndefined();
    expect(await requests()).toBe(before);
  });

  it('over node:http as well', async () => {
    const before = await requests();
    await callHttp('/v21.0/me/adaccounts?fields=name');
    expect(await requests()).toBe(before);
  });

  it('a call that breaks off is not', async () => {
    const before = await requests();
    await expect(call('/v21.0/me/adaccounts', { method: 'GET', answer: 'network_reset' })).rejects.toThrow();
    expect(await requests()).toBe(before);
  });
});
