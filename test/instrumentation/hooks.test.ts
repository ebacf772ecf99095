import { trace } from '@opentelemetry/api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  findRow,
  linq,
  messagesDev,
  trackly,
  type VendorError,
  VendorErrorsInstrumentation,
  type VendorResponseInfo,
} from '../../src/index.js';
import { call, LINQ_LIMITED, LINQ_SUCCESS, startAnswers } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const MESSAGES_ERROR = {
  error: { type: 'not_found_error', code: 'chat_not_found', message: 'None' },
  request_id: 'req_1',
};
const BULK = {
  queued_count: 1,
  error_count: 2,
  errors: [
    { code: 'invalid_phone', error: 'Invalid' },
    { code: 'not_sendable', error: 'VOIP' },
  ],
};

let servers: { linq: TestServer; messages: TestServer; trackly: TestServer };
let log: DiagLog;
let telemetry: Telemetry;

beforeAll(async () => {
  servers = {
    linq: await startAnswers({ '/limited': LINQ_LIMITED, '/ok': LINQ_SUCCESS, '/no-id': { status: 204 } }),
    messages: await startAnswers({
      '/missing': { status: 404, body: MESSAGES_ERROR },
      '/ok': { body: { id: 'msg_1', request_id: 'req_2' } },
    }),
    trackly: await startAnswers({
      '/denied': { status: 401, body: { error: 'Invalid API key', code: 'invalid_api_key' } },
      '/api/v2/send/bulk': { body: BULK },
    }),
  };
});

afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
});

beforeEach(() => {
  log = recordDiag();
});

afterEach(async () => {
  await telemetry.stop();
  log.stop();
});

type Config = NonNullable<ConstructorParameters<typeof VendorErrorsInstrumentation>[0]>;

function start(config: Config): void {
  const vendors = [
    linq({ hosts: [servers.linq.host] }),
    messagesDev({ hosts: [servers.messages.host] }),
    trackly({ hosts: [servers.trackly.host] }),
  ];
  telemetry = startTelemetry([new VendorErrorsInstrumentation({ vendors, ...config })]);
}

describe('responseHook', () => {
  it.each([
    ['linq', '/limited', { vendor: 'linq', traceId: 'linq-trace-1', status: 429 }],
    ['linq', '/ok', { vendor: 'linq', traceId: 'linq-trace-2', status: 200 }],
    ['linq', '/no-id', { vendor: 'linq', traceId: undefined, status: 204 }],
    ['messages', '/missing', { vendor: 'messages.dev', traceId: 'req_1', status: 404 }],
    ['messages', '/ok', { vendor: 'messages.dev', traceId: 'req_2', status: 200 }],
    ['trackly', '/denied', { vendor: 'trackly', traceId: undefined, status: 401 }],
  ] as const)('is called once per answered call: %s %s', async (name, path, info) => {
    const infos: VendorResponseInfo[] = [];
    start({ responseHook: (_span, given) => infos.push(given) });
    for (let times = 1; times <= 2; times += 1) {
      await call(servers[name].url + path);
      expect(infos).toStrictEqual(Array(times).fill(info));
    }
  });

  it('can record its own exceptions, which do not belong to the call', async () => {
    const exception = Object.assign(new Error('No database'), { code: 'ECONNREFUSED' });
    start({ responseHook: (span) => span.recordException(exception) });
    await call(`${servers.linq.url}/ok`);
    expect(telemetry.span().events).toHaveLength(1);
    expect(telemetry.span().attributes).not.toHaveProperty(['vendor_api.error.code']);
  });

  it('is not called for an unanswered call', async () => {
    const infos: VendorResponseInfo[] = [];
    const errors: VendorError[] = [];
    const gone = await startAnswers({});
    await gone.close();
    start({
      vendors: [linq({ hosts: [gone.host] })],
      responseHook: (_span, info) => infos.push(info),
      errorHook: (_span, error) => errors.push(error),
    });
    await expect(call(`${gone.url}/`)).rejects.toThrow('fetch failed');
    expect(infos).toEqual([]);
    expect(errors).toMatchObject([{ vendor: 'linq', code: 'connection_failed', origin: 'network' }]);
  });
});

describe('errorHook', () => {
  it('receives the error once', async () => {
    const errors: VendorError[] = [];
    start({ errorHook: (_span, error) => errors.push(error) });
    await call(`${servers.linq.url}/ok`);
    expect(errors).toEqual([]);
    await call(`${servers.messages.url}/missing`);
    expect(errors).toStrictEqual([
      {
        vendor: 'messages.dev',
        code: 'chat_not_found',
        category: 'not_found',
        retryable: false,
        retryBasis: 'code',
        effect: 'none',
        nativeCode: 'chat_not_found',
        nativeClass: 'not_found_error',
        message: 'None',
        traceId: 'req_1',
        remedy: findRow(messagesDev(), 'chat_not_found')?.row.remedy,
        origin: 'response',
      },
    ]);
  });

  it('receives the error of each item of a bulk call', async () => {
    const errors: VendorError[] = [];
    start({ errorHook: (_span, error) => errors.push(error) });
    await call(`${servers.trackly.url}/api/v2/send/bulk`, { method: 'POST' });
    expect(errors).toMatchObject([
      { code: 'invalid_phone_number', origin: 'item' },
      { code: 'recipient_not_allowed', origin: 'item' },
    ]);
  });
});

describe('both hooks', () => {
  it('can add attributes to the exported span, which is active', async () => {
    const active: boolean[] = [];
    start({
      responseHook: (span, { status }) => {
        active.push(trace.getActiveSpan() === span);
        span.setAttribute('app.status', status);
      },
      errorHook: (span, { code }) => {
        active.push(trace.getActiveSpan() === span);
        span.setAttribute('app.error', code);
      },
    });
    await telemetry.tracerProvider.getTracer('test').startActiveSpan('another job', async (job) => {
      await call(`${servers.linq.url}/limited`);
      job.end();
    });
    const [span] = telemetry.spans();
    expect(span?.attributes).toMatchObject({ 'app.status': 429, 'app.error': 'rate_limited' });
    expect(active).toEqual([true, true]);
  });

  it.each(['responseHook', 'errorHook'] as const)('can throw: %s', async (name) => {
    const hook = () => {
      throw new Error('thrown by the user');
    };
    start({ [name]: hook });
    expect(await call(`${servers.linq.url}/limited`)).toEqual({ status: 429, text: JSON.stringify(LINQ_LIMITED.body) });
    expect(log.errors).toEqual([`vendor-errors: the ${name} threw Error: thrown by the user`]);
    expect(telemetry.span().attributes).toMatchObject({
      'vendor_api.trace_id': 'linq-trace-1',
      'vendor_api.error.code': 'rate_limited',
    });
    expect(telemetry.span().status.message).toBe('linq 1007 rate_limited');
    expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
  });
});
