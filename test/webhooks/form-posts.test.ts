import { parse } from 'node:querystring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineVendor, VendorErrorsInstrumentation } from '../../src/index.js';
import { documented } from '../../src/vendors/twilio/documented-codes.js';
import { linesOf } from '../support/vocabulary.js';
import { ownAttributes, startWebhookService, type WebhookService } from './webhook-service.js';

let service: WebhookService;

beforeAll(async () => {
  service = await startWebhookService();
});

afterAll(() => service.stop());

let number = 0;
/** A new message each time: a message has each status once. */
const callback = (more: Record<string, string>) => ({
  AccountSid: `AC${'0'.repeat(32)}`,
  From: '+12223334444',
  To: '+15556667777',
  MessageSid: `SM${String(number++).padStart(32, '0')}`,
  ...more,
});
const formOf = (fields: Record<string, string>) => String(new URLSearchParams(fields));
const formDataOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('attachment', new Blob(['x']), 'x.txt');
  return form;
};

describe('a form post may be', () => {
  it.each<[string, (fields: Record<string, string>) => unknown]>([
    ['an object, as of express.urlencoded', (fields) => fields],
    ['an object without a prototype, as of @fastify/formbody', (fields) => parse(formOf(fields))],
    ['URLSearchParams', (fields) => new URLSearchParams(fields)],
    ['FormData, as of the web’s Request', formDataOf],
    ['text', formOf],
    ['a Buffer', (fields) => Buffer.from(formOf(fields))],
    ['a Uint8Array', (fields) => new TextEncoder().encode(formOf(fields))],
    ['JSON of its fields', (fields) => JSON.stringify(fields)],
  ])('%s', async (_form, make) => {
    const fields = { MessageStatus: 'undelivered', ErrorCode: '63016', ChannelStatusMessage: 'Outside & over: 24 h' };
    const record = await service.plugin.recordWebhook('twilio', make(callback(fields)));
    expect(record).toEqual({
      kind: 'failed',
      messageId: expect.any(String),
      duplicate: false,
      linked: false,
      error: {
        vendor: 'twilio',
        code: 'outside_messaging_window',
        category: 'validation',
        retryable: false,
        retryBasis: 'code',
        effect: 'none',
        nativeCode: '63016',
        message: 'Outside & over: 24 h',
        docUrl: 'https://www.twilio.com/docs/api/errors/63016',
        remedy: expect.any(String),
        origin: 'webhook',
      },
    });
  });

  it.each<[string, unknown]>([
    ['hostile names', new URLSearchParams('__proto__=x&constructor=y&MessageStatus=toString')],
    ['files for texts', formDataOf({ MessageSid: 'SM1' })],
    ['no fields', new FormData()],
    ['a list of forms', [new URLSearchParams('MessageStatus=failed')]],
    ['an object that calls itself a form', { [Symbol.toStringTag]: 'FormData', MessageStatus: 'failed' }],
    ['text that is no form', 'failed'],
  ])('one without an event: %s', async (_what, payload) => {
    const record = await service.plugin.recordWebhook('twilio', payload);
    expect(record).toMatchObject({ kind: 'unknown', duplicate: false, linked: false });
    expect(record).not.toHaveProperty('error');
  });

  it('read by the vendor of a user, which gets the text', async () => {
    const acme = defineVendor({
      name: 'acme',
      hosts: ['api.acme.test'],
      readError: () => ({}),
      readWebhook: (payload) => ({ kind: payload === 'status=lost&id=7' ? 'failed' : 'unknown' }),
      codes: {},
    });
    const own = new VendorErrorsInstrumentation({ vendors: [acme], webhooks: true });
    for (const payload of ['status=lost&id=7', Buffer.from('status=lost&id=7')])
      expect(await own.recordWebhook('acme', payload)).toMatchObject({ kind: 'failed' });
    own.disable();
  });
});

describe('a status callback of Twilio', () => {
  it.each(linesOf(documented.webhookCodes ?? '').map((line) => line.split(' ')))(
    'over HTTP: %s is %s',
    async (nativeCode = '', code, retryable) => {
      const form = formOf(callback({ MessageStatus: 'failed', ErrorCode: nativeCode }));
      const { record, span } = await service.deliver(form, 'twilio');
      expect(record).toMatchObject({ kind: 'failed', error: { code, retryable: retryable === 'yes', nativeCode } });
      expect(ownAttributes(span)).toMatchObject({
        'vendor_api.name': 'twilio',
        'vendor_api.event.type': 'failed',
        'vendor_api.error.code': code,
        'vendor_api.error.native_code': nativeCode,
      });
    },
  );

  it.each([
    [{ MessageStatus: 'undelivered' }, undefined],
    [{ MessageStatus: 'failed', ErrorCode: '' }, undefined],
    [{ MessageStatus: 'failed', ErrorCode: '0' }, undefined],
    [{ MessageStatus: 'failed', ErrorCode: '39999' }, '39999'],
  ])('%j is a failed delivery', async (fields, nativeCode) => {
    const { error } = await service.plugin.recordWebhook('twilio', callback(fields));
    expect(error).toMatchObject({ code: 'delivery_failed', retryable: false });
    expect([error?.nativeCode, error?.docUrl]).toEqual([nativeCode, undefined]);
  });

  it('that was not retried, so that nothing is delivered twice, may have arrived', async () => {
    const fields = callback({ MessageStatus: 'undelivered', ErrorCode: '30410' });
    const { error } = await service.plugin.recordWebhook('twilio', fields);
    expect(error).toMatchObject({ code: 'upstream_timeout', effect: 'possible' });
  });

  it.each([
    ['accepted', 'sent'],
    ['scheduled', 'sent'],
    ['queued', 'sent'],
    ['sending', 'sent'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['canceled', 'unknown'],
    ['partially_delivered', 'unknown'],
    ['toString', 'unknown'],
  ])('%s is %s, and no error', async (MessageStatus, kind) => {
    const record = await service.plugin.recordWebhook('twilio', callback({ MessageStatus, ErrorCode: '30007' }));
    expect(record).toEqual({ kind, messageId: expect.any(String), duplicate: false, linked: false });
  });

  it('an incoming message has the status alone that SMS had', async () => {
    const record = await service.plugin.recordWebhook('twilio', callback({ SmsStatus: 'received', Body: 'Hello!' }));
    expect(record).toEqual({ kind: 'received', messageId: expect.any(String), duplicate: false, linked: false });
  });

  it('is joined to its call by the SID of the message, and counts once', async () => {
    const url = service.simulator.twilio.url + documented.path;
    const response = await fetch(url, { method: 'POST', headers: { authorization: 'Basic eDp5' } });
    const { sid: MessageSid } = (await response.json()) as { sid: string };
    const traceId = response.headers.get('twilio-request-id');
    const call = service.telemetry.spans().find(({ attributes }) => attributes['vendor_api.trace_id'] === traceId);
    const form = formOf({ ...callback({ MessageStatus: 'undelivered', ErrorCode: '30003' }), MessageSid });
    const { record, span } = await service.deliver(form, 'twilio');
    expect(record).toMatchObject({ kind: 'failed', linked: true, duplicate: false, traceId });
    expect(span.links.map((link) => link.context.spanId)).toEqual([call?.spanContext().spanId]);
    expect((await service.deliver(form, 'twilio')).record).toEqual({ ...record, duplicate: true });
  });
});
