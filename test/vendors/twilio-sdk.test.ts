import { createRequire } from 'node:module';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import twilio from 'twilio';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { VendorErrorsInstrumentation } from '../../src/index.js';
import { startVendorSimulator, type VendorSimulator } from '../../src/testing.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const ACCOUNT = `AC${'0'.repeat(32)}`;
const ROUTE = '/2010-04-01/Accounts/{accountSid}/Messages.json';
const PARAMETERS = { from: '+12223334444', to: '+15556667777', body: 'Hello!' };

/** Twilio's own client, except that the simulator stands for every host of Twilio. */
class LocalClient extends twilio.RequestClient {
  override request: InstanceType<typeof twilio.RequestClient>['request'] = (options) => {
    const { pathname, search } = new URL(options.uri);
    return super.request({ ...options, uri: simulator.twilio.url + pathname + search });
  };
}

let simulator: VendorSimulator;
let telemetry: Telemetry;

beforeAll(async () => {
  simulator = await startVendorSimulator();
  const http = new HttpInstrumentation({ disableIncomingRequestInstrumentation: true });
  telemetry = startTelemetry([http, new VendorErrorsInstrumentation({ vendors: simulator.vendors })]);
  // It changes the module when that is required, also for the SDK, which has loaded it.
  createRequire(import.meta.url)('node:http');
});

afterEach(() => telemetry.reset());

afterAll(async () => {
  await telemetry.stop();
  await simulator.close();
});

const client = (options = {}) => twilio(ACCOUNT, 'token', { httpClient: new LocalClient(options) });

describe('Twilio’s own SDK', () => {
  it('sends a message', async () => {
    const message = await client().messages.create(PARAMETERS);
    expect(message).toMatchObject({ status: 'queued', sid: expect.stringMatching(/^SM[0-9a-f]{32}$/) });
    const { attributes } = telemetry.span();
    expect(attributes).toMatchObject({
      'vendor_api.name': 'twilio',
      'vendor_api.trace_id': expect.stringMatching(/^RQ[0-9a-f]{32}$/),
      'url.template': ROUTE,
    });
    expect(attributes).not.toHaveProperty(['vendor_api.error.code']);
  });

  it('reads, cancels, lists and deletes messages', async () => {
    const { messages, messaging } = client();
    const sid = `SM${'1'.repeat(32)}`;
    expect(await messages(sid).fetch()).toMatchObject({ sid, status: 'delivered' });
    expect(await messages(sid).update({ status: 'canceled' })).toMatchObject({ sid, status: 'canceled' });
    expect(await messages.list({ limit: 1 })).toHaveLength(1);
    expect(await messages(sid).remove()).toBe(true);
    expect(await messaging.v1.services.create({ friendlyName: 'x' })).toHaveProperty('sid');
    expect(telemetry.spans().map(({ attributes }) => attributes['url.template'])).toEqual([
      ...['{messageSid}', '{messageSid}'].map((end) => ROUTE.replace('Messages.json', `Messages/${end}`)),
      ROUTE,
      ROUTE.replace('Messages.json', 'Messages/{messageSid}'),
      '/v1/Services',
    ]);
  });

  it('throws its own error, whose code the span has', async () => {
    simulator.twilio.answerNext(21610);
    const error = await client()
      .messages.create(PARAMETERS)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(twilio.RestException);
    expect(error).toMatchObject({ status: 400, code: 21610, moreInfo: 'https://www.twilio.com/docs/errors/21610' });
    const { attributes, status } = telemetry.span();
    expect(attributes).toMatchObject({
      'vendor_api.error.native_code': '21610',
      'vendor_api.error.code': 'recipient_opted_out',
      'vendor_api.error.retryable': false,
      'http.response.status_code': 400,
    });
    expect(status.message).toBe('twilio 21610 recipient_opted_out');
  });

  it('recovers from a 429 by its own retry: two attempts, the first of them limited', async () => {
    simulator.twilio.answerNext(20429);
    const message = await client({ autoRetry: true }).messages.create(PARAMETERS);
    expect(message.status).toBe('queued');
    expect(telemetry.spans().map(({ attributes }) => attributes['vendor_api.error.code'])).toEqual([
      'rate_limited',
      undefined,
    ]);
  });

  it('reports wrong credentials as those of nobody', async () => {
    simulator.twilio.answerNext(20003);
    await expect(client().messages.create(PARAMETERS)).rejects.toMatchObject({ status: 401, code: 20003 });
    expect(telemetry.span().attributes['vendor_api.error.code']).toBe('unauthenticated');
  });
});

describe('fetch', () => {
  it.each([
    [20429, 429, 'rate_limited', true],
    [21211, 400, 'invalid_phone_number', false],
  ])('%s: HTTP %s', async (nativeCode, status, code, retryable) => {
    simulator.twilio.answerNext(nativeCode);
    const url = `${simulator.twilio.url}/2010-04-01/Accounts/${ACCOUNT}/Messages.json`;
    const headers = { authorization: `Basic ${btoa(`${ACCOUNT}:token`)}` };
    const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams({ Body: 'Hello!' }) });
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code: nativeCode })]);
    expect(telemetry.span().attributes).toMatchObject({
      'vendor_api.trace_id': response.headers.get('twilio-request-id'),
      'vendor_api.error.code': code,
      'vendor_api.error.retryable': retryable,
    });
  });
});
