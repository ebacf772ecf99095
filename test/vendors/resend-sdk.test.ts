import { type EmailBouncedEvent, Resend } from 'resend';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWebhookService, type WebhookService } from '../webhooks/webhook-service.js';

let service: WebhookService;
let client: Resend;

beforeAll(async () => {
  service = await startWebhookService();
  client = new Resend('re_test', { baseUrl: service.simulator.resend.url });
});

afterEach(() => service.telemetry.reset());

afterAll(() => service.stop());

const email = { from: 'Acme <a@example.com>', to: ['b@example.com'], subject: 'Hello', text: 'Hello' };

describe('Resend’s own SDK', () => {
  it('succeeds', async () => {
    const { data, error } = await client.emails.send(email);
    expect([error, data?.id]).toEqual([null, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    const { attributes } = service.telemetry.span();
    expect(attributes).toMatchObject({ 'vendor_api.name': 'resend', 'url.template': '/emails' });
    expect(Object.keys(attributes).filter((key) => key.startsWith('vendor_api.error'))).toEqual([]);
  });

  it.each([
    ['invalid_from_address', 422, { code: 'invalid_parameter', param: 'from', retryable: false }],
    ['concurrent_idempotent_requests', 409, { code: 'duplicate_request', retryable: true }],
    ['invalid_idempotent_request', 409, { code: 'duplicate_request', retryable: false }],
    ['security_error', 451, { code: 'invalid_request', retryable: false }],
    ['monthly_quota_exceeded', 429, { code: 'quota_exceeded', retryable: false }],
    ['daily_quota_exceeded', 429, { code: 'quota_exceeded', retryable: true }],
    ['rate_limit_exceeded', 429, { code: 'rate_limited', retryable: true, retry_after: 1 }],
  ])('%s', async (name, status, expected) => {
    service.simulator.resend.answerNext(name);
    const { error } = await client.emails.send(email);
    expect(error).toMatchObject({ name, statusCode: status });
    const { attributes } = service.telemetry.span();
    const known = Object.entries(expected).map(([key, value]) => [`vendor_api.error.${key}`, value]);
    expect(attributes).toMatchObject({ ...Object.fromEntries(known), 'http.response.status_code': status });
    // The window of the rate limit is in every response, and does not apply to a quota.
    expect(attributes['vendor_api.error.retry_after']).toBe(name === 'rate_limit_exceeded' ? 1 : undefined);
  });

  it.each([
    ['validation_error', 400, 'invalid_parameter'],
    ['validation_error_401', 401, 'invalid_credentials'],
    ['validation_error_403', 403, 'setup_required'],
  ])('%s: HTTP %d is %s', async (answer, status, code) => {
    service.simulator.resend.answerNext(answer);
    expect((await client.emails.send(email)).error).toMatchObject({ name: 'validation_error', statusCode: status });
    expect(service.telemetry.span().attributes).toMatchObject({
      'vendor_api.error.code': code,
      'vendor_api.error.native_code': 'validation_error',
      'vendor_api.error.retryable': false,
    });
  });

  it('a permissive batch of which some items failed', async () => {
    service.simulator.resend.answerNext('batch_partial');
    const { data } = await client.batch.send([email, email, email], { batchValidation: 'permissive' });
    expect([data?.data.length, data?.errors.length]).toEqual([1, 2]);
    const { attributes } = service.telemetry.span();
    expect(attributes).toMatchObject({ 'vendor_api.name': 'resend', 'url.template': '/emails/batch' });
    const items = { 'vendor_api.error.origin': 'item', 'vendor_api.error.code': 'invalid_parameter' };
    expect(await service.telemetry.count('vendor_api.client.errors', items)).toBe(2);
  });

  it('a bounce is joined to the send by the id of its answer', async () => {
    const { data } = await client.emails.send(email);
    const call = service.telemetry.span().spanContext();
    const event: EmailBouncedEvent = {
      type: 'email.bounced',
      created_at: new Date().toISOString(),
      data: {
        created_at: new Date().toISOString(),
        email_id: data?.id ?? '',
        message_id: '<1@example.com>',
        ...email,
        bounce: { type: 'Permanent', subType: 'NoEmail', message: 'Nobody there' },
      },
    };
    const span = service.telemetry.tracerProvider.getTracer('test').startSpan('POST /webhooks/resend');
    const record = await service.plugin.recordWebhook('resend', event, { span });
    span.end();
    expect(record).toMatchObject({ kind: 'failed', linked: true, duplicate: false });
    expect(record.error).toMatchObject({ code: 'recipient_unreachable', nativeCode: 'NoEmail', retryable: false });
    const links = service.telemetry.spans().find(({ name }) => name === 'POST /webhooks/resend')?.links ?? [];
    expect(links.map(({ context }) => context.spanId)).toEqual([call.spanId]);
  });
});
