import '../support/builtin-fetch.js';
import Telnyx from 'telnyx';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startWebhookService, type WebhookService } from '../webhooks/webhook-service.js';

const MESSAGE = { from: '+12223334444', to: '+15556667777', text: 'Hello!' };

let service: WebhookService;
let client: Telnyx;

beforeAll(async () => {
  service = await startWebhookService();
  client = new Telnyx({ apiKey: 'test', baseURL: `${service.simulator.telnyx.url}/v2`, maxRetries: 0 });
});

afterEach(() => service.telemetry.reset());

afterAll(() => service.stop());

const failureOf = (id: string | undefined) => ({
  data: {
    event_type: 'message.finalized',
    id: `event of ${id}`,
    occurred_at: new Date().toISOString(),
    payload: { id, to: [{ status: 'delivery_failed' }], errors: [{ code: '40001', title: 'Not routable' }] },
  },
});

it('a message of the SDK that fails later: its webhook is joined to the call', async () => {
  const { data } = await client.messages.send(MESSAGE);
  const sent = service.telemetry.span();
  expect(sent.attributes).toMatchObject({
    'vendor_api.name': 'telnyx',
    'vendor_api.trace_id': expect.stringMatching(/^[\da-f-]{36}$/),
    'url.template': '/v2/messages',
  });
  expect(sent.attributes).not.toHaveProperty('vendor_api.error.code');
  const { record, span } = await service.deliver(failureOf(data?.id), 'telnyx');
  expect(record).toMatchObject({
    kind: 'failed',
    linked: true,
    traceId: sent.attributes['vendor_api.trace_id'],
    error: { code: 'recipient_unreachable', nativeCode: '40001', origin: 'webhook' },
  });
  expect(span.links.map(({ context }) => context.spanId)).toEqual([sent.spanContext().spanId]);
});

it('an error of the SDK has its code, its field and its page', async () => {
  service.simulator.telnyx.answerNext('40310');
  await expect(client.messages.send(MESSAGE)).rejects.toMatchObject({ status: 400 });
  expect(service.telemetry.span().attributes).toMatchObject({
    'vendor_api.error.code': 'invalid_phone_number',
    'vendor_api.error.native_code': '40310',
    'vendor_api.error.param': '/to',
    'vendor_api.error.doc_url': 'https://developers.telnyx.com/docs/overview/errors/40310',
    'vendor_api.error.retryable': false,
  });
});

it('a 429 of the SDK has the wait that the header of the window asks for', async () => {
  service.simulator.telnyx.answerNext('10011');
  await expect(client.messages.send(MESSAGE)).rejects.toBeInstanceOf(Telnyx.RateLimitError);
  expect(service.telemetry.span().attributes).toMatchObject({
    'vendor_api.error.code': 'rate_limited',
    'vendor_api.error.retryable': true,
    'vendor_api.error.retry_after': 2,
  });
});

it('a call without a key gets the answer to an unknown path', async () => {
  const answer = await fetch(`${service.simulator.telnyx.url}/v2/messages`, { method: 'POST', body: '{}' });
  expect([answer.status, await answer.json()]).toMatchObject([404, { errors: [{ code: '10005' }] }]);
  expect(service.telemetry.span().attributes).toMatchObject({ 'vendor_api.error.code': 'resource_not_found' });
});
