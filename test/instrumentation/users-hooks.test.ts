import type { Attributes, Span } from '@opentelemetry/api';
import { UndiciInstrumentation, type UndiciInstrumentationConfig } from '@opentelemetry/instrumentation-undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { watchLinq } from '../support/linq-answers.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const ERRORS = 'vendor_api.client.errors';
const REQUESTS = 'vendor_api.client.requests';

let vendor: TestServer;
let log: DiagLog;
let telemetry: Telemetry;
/** What the hooks of the user saw, in order: their name and the attributes of the span at that moment. */
let seen: [string, Attributes][];

beforeAll(async () => {
  vendor = await startAnswers({ '/limited': LINQ_LIMITED });
});

afterAll(() => vendor.close());

beforeEach(() => {
  seen = [];
  log = recordDiag();
});

afterEach(async () => {
  await telemetry.stop();
  log.stop();
});

/** A hook of the user. */
const see = (name: string) => (span: Span) => {
  seen.push([name, { ...(span as { attributes?: Attributes }).attributes }]);
};

function enrich(undici: UndiciInstrumentation): void {
  const plugin = watchLinq([vendor.host], { responseHook: see('the plugin’s responseHook') });
  telemetry = startTelemetry([undici, plugin]);
}

const names = () => seen.map(([name]) => name);
const OURS = 'the plugin’s responseHook';
const REPORTED = { 'vendor_api.trace_id': 'linq-trace-1', 'vendor_api.error.code': 'rate_limited' };

/** One call is reported, once. */
async function expectReport(): Promise<void> {
  await call(`${vendor.url}/limited`);
  expect(telemetry.span().attributes).toMatchObject(REPORTED);
  expect(await telemetry.count(REQUESTS)).toBe(1);
  expect(await telemetry.count(ERRORS)).toBe(1);
}

describe('the user’s own hooks', () => {
  it('run before the plugin does anything', async () => {
    enrich(new UndiciInstrumentation({ requestHook: see('requestHook'), responseHook: see('responseHook') }));
    await expectReport();
    expect(names()).toEqual(['requestHook', 'responseHook', OURS]);
    const [atRequest, atResponse, atOurs] = seen.map(([, attributes]) => attributes);
    expect(atRequest).not.toHaveProperty(['vendor_api.name']);
    expect(atResponse).toHaveProperty(['vendor_api.name'], 'linq');
    expect(atResponse).not.toHaveProperty(['vendor_api.trace_id']);
    expect(atOurs).toHaveProperty(['vendor_api.trace_id'], 'linq-trace-1');
  });

  it('have priority: the user’s peer name is unchanged', async () => {
    enrich(new UndiciInstrumentation({ startSpanHook: () => ({ 'service.peer.name': 'gateway', team: 'growth' }) }));
    await expectReport();
    expect(telemetry.span().attributes).toMatchObject({ 'service.peer.name': 'gateway', team: 'growth' });
  });

  it('can wrap the methods of the span, and the wrappers stay after the call', async () => {
    let reported: string[] = [];
    let own: Partial<Span> = {};
    enrich(
      new UndiciInstrumentation({
        requestHook: (span) => {
          const { end, recordException } = span;
          reported = [];
          own = {
            end: (time) => end.call(span, reported.push('end') ? time : undefined),
            recordException: (error) => recordException.call(span, reported.push('exception') ? error : ''),
          };
          Object.assign(span, own);
        },
      }),
    );
    await expectReport();
    expect(reported).toEqual(['end']);
    expect(telemetry.span()).toMatchObject(own);
  });

  it('are kept next to the other options', async () => {
    const undici = new UndiciInstrumentation({
      headersToSpanAttributes: { requestHeaders: ['X-Job'], responseHeaders: ['Retry-After'] },
      ignoreRequestHook: ({ path }) => path === '/ignored',
    });
    enrich(undici);
    await call(`${vendor.url}/limited`, { headers: { 'x-job': 'job-1' } });
    expect(telemetry.span().attributes).toMatchObject({
      ...REPORTED,
      'http.request.header.x-job': ['job-1'],
      'http.response.header.retry-after': ['7'],
    });
  });

  it.each(['requestHook', 'responseHook'] as const)('can throw in %s without stopping the plugin', async (name) => {
    const hook = () => {
      throw new Error(`thrown by the user’s ${name}`);
    };
    enrich(new UndiciInstrumentation({ [name]: hook }));
    await expectReport();
    expect(log.errors).toEqual([expect.stringContaining(`thrown by the user’s ${name}`)]);
  });
});

describe('hooks that the user sets later', () => {
  const LATER = { requestHook: see('later requestHook'), responseHook: see('later responseHook') };

  it.each<[string, UndiciInstrumentationConfig, (before: object) => UndiciInstrumentationConfig]>([
    ['in place of others', { requestHook: see('a former requestHook') }, () => LATER],
    ['where there were none', {}, () => LATER],
    ['beside what is there', {}, (before) => ({ ...before, ...LATER })],
    ['by keeping what is there', LATER, (before) => ({ ...before, requireParentforSpans: false })],
  ])('run once, and so does the plugin: %s', async (_how, config, next) => {
    const undici = new UndiciInstrumentation(config);
    enrich(undici);
    for (let times = 0; times < 3; times += 1) undici.setConfig(next(undici.getConfig()));
    await expectReport();
    expect(names()).toEqual(['later requestHook', 'later responseHook', OURS]);
  });

  it('can be absent', async () => {
    const undici = new UndiciInstrumentation(LATER);
    enrich(undici);
    undici.setConfig({});
    await expectReport();
    expect(names()).toEqual([OURS]);
  });

  it('can turn the spans off, and on again', async () => {
    const undici = new UndiciInstrumentation();
    enrich(undici);
    undici.setConfig({ enabled: false });
    await call(`${vendor.url}/limited`);
    expect(telemetry.spans()).toEqual([]);
    expect(await telemetry.count(REQUESTS)).toBe(1);
    undici.setConfig({ enabled: true });
    await call(`${vendor.url}/limited`);
    expect(telemetry.span().attributes).toMatchObject(REPORTED);
    expect(await telemetry.count(REQUESTS)).toBe(2);
  });
});
