import { createHttpClient } from '@photon-ai/advanced-imessage/http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWebhookService, type WebhookService } from '../webhooks/webhook-service.js';

const CHAT = 'any;-;alice@example.com';

let service: WebhookService;

const clientWith = (retry: boolean) =>
  createHttpClient({ address: service.simulator.photon.url, token: 'test', retry });

beforeAll(async () => {
  service = await startWebhookService();
});

afterEach(() => service.telemetry.reset());

afterAll(() => service.stop());

describe('Photon’s own SDK over HTTP', () => {
  it('succeeds, and its calls are named by their routes', async () => {
    const client = clientWith(false);
    const { guid } = await client.messages.sendText(CHAT, 'Hello');
    expect((await client.messages.get(guid)).guid).toBe(guid);
    const spans = service.telemetry.spans().map(({ attributes }) => attributes);
    expect(spans.map((attributes) => attributes['url.template'])).toEqual([
      '/v1/messages:sendText',
      '/v1/messages/{messageGuid}',
    ]);
    for (const attributes of spans) {
      expect(attributes).toMatchObject({ 'vendor_api.name': 'photon' });
      expect(attributes['vendor_api.trace_id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(Object.keys(attributes).filter((key) => key.startsWith('vendor_api.error'))).toEqual([]);
    }
  });

  it.each([
    ['chatNotFound', 'chat_not_found', { name: 'NotFoundError', retryable: false }],
    ['tokenExpired', 'invalid_credentials', { name: 'AuthenticationError', retryable: false }],
    ['duplicateMessage', 'duplicate_request', { name: 'IMessageError', retryable: false }],
    ['recipientLocked', 'rate_limited', { name: 'RateLimitError', retryable: true, retryAfter: 1000 }],
    ['attachmentNotReady', 'attachment_not_ready', { name: 'ValidationError', retryable: true }],
  ])('%s: span and thrown error agree', async (name, code, thrown) => {
    service.simulator.photon.answerNext(name);
    const error = await clientWith(false)
      .messages.sendText(CHAT, 'Hello')
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: name, requestId: expect.any(String), ...thrown });
    const { attributes } = service.telemetry.span();
    expect(attributes).toMatchObject({
      'vendor_api.error.code': code,
      'vendor_api.error.native_code': name,
      'vendor_api.error.retryable': thrown.retryable,
      'vendor_api.error.retry_basis': 'vendor',
      'vendor_api.trace_id': (error as { requestId: string }).requestId,
    });
    expect(attributes['vendor_api.error.retry_after']).toBe(
      thrown.retryable && code === 'rate_limited' ? 1 : undefined,
    );
  });

  it('recovers by its own retry', async () => {
    service.simulator.photon.answerNext('serviceUnavailable');
    await clientWith(true).messages.sendText(CHAT, 'Hello');
    const codes = service.telemetry.spans().map(({ attributes }) => attributes['vendor_api.error.code']);
    expect(codes).toEqual(['service_unavailable', undefined]);
  });
});
