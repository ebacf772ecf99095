import { type Attributes, SpanStatusCode } from '@opentelemetry/api';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterEach, expect, it } from 'vitest';
import { VendorErrorsInstrumentation } from '../../src/index.js';
import { call, LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { watchLinq } from '../support/linq-answers.js';
import { makers, type Outcome, outcomes } from '../support/outcomes.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

/** What `UndiciInstrumentation` puts on spans; `error.type` is not here, for the plugin sets it too. */
const HTTP_ATTRIBUTES = [
  'http.request.method',
  'http.request.method_original',
  'http.response.status_code',
  'network.peer.address',
  'network.peer.port',
  'network.protocol.version',
  'server.address',
  'server.port',
  'url.full',
  'url.path',
  'url.query',
  'url.scheme',
  'user_agent.original',
];

let server: TestServer;
let telemetry: Telemetry;

afterEach(async () => {
  await telemetry.stop();
  await server.close();
});

/** All attributes of the one span, but for those that have nothing to do with the plugin. */
function attributesOfPlugin(): Attributes {
  const entries = Object.entries(telemetry.span().attributes);
  return Object.fromEntries(entries.filter(([key]) => !HTTP_ATTRIBUTES.includes(key)));
}

async function callFor({ vendor, path = '/call', answer, headers = {} }: Outcome): Promise<void> {
  server = await startAnswers({ [path]: answer });
  const vendors = [makers[vendor]({ hosts: [server.host] })];
  telemetry = startTelemetry([new VendorErrorsInstrumentation({ vendors })]);
  await call(server.url + path, { method: 'POST', headers });
}

it.each(outcomes)('$vendor: $what', async (outcome) => {
  await callFor(outcome);
  const { vendor, path, attributes, status } = outcome;
  expect(attributesOfPlugin()).toStrictEqual({
    'vendor_api.name': vendor,
    'service.peer.name': vendor,
    'peer.service': vendor,
    ...(path !== undefined && { 'url.template': path }),
    ...attributes,
  });
  expect(telemetry.span().status).toStrictEqual(
    status === undefined ? { code: SpanStatusCode.UNSET } : { code: SpanStatusCode.ERROR, message: status },
  );
  expect(telemetry.span().events).toEqual([]);
});

it('no response', async () => {
  server = await startAnswers({});
  await server.close();
  telemetry = startTelemetry([watchLinq([server.host])]);
  await expect(call(server.url)).rejects.toThrow('fetch failed');
  expect(attributesOfPlugin()).toStrictEqual({
    'vendor_api.name': 'linq',
    'service.peer.name': 'linq',
    'peer.service': 'linq',
    'error.type': 'ECONNREFUSED',
    'vendor_api.error.code': 'connection_failed',
    'vendor_api.error.category': 'network',
    'vendor_api.error.retryable': true,
    'vendor_api.error.retry_basis': 'network',
    'vendor_api.error.effect': 'none',
  });
  expect(telemetry.span().status).toStrictEqual({ code: SpanStatusCode.ERROR, message: 'linq connection_failed' });
  expect(telemetry.span().events.map(({ name }) => name)).toEqual(['exception']);
});

it.each([
  ['service.peer.name', 'peer.service'],
  ['peer.service', 'service.peer.name'],
])('%s that the user has set is unchanged', async (set, other) => {
  server = await startAnswers({ '/limited': LINQ_LIMITED });
  const undici = new UndiciInstrumentation({ startSpanHook: () => ({ [set]: 'gateway' }) });
  telemetry = startTelemetry([undici, watchLinq([server.host])]);
  await call(`${server.url}/limited`);
  expect(attributesOfPlugin()).toMatchObject({ 'vendor_api.name': 'linq', [set]: 'gateway', [other]: 'linq' });
});

it('another host: nothing', async () => {
  server = await startAnswers({ '/limited': LINQ_LIMITED });
  telemetry = startTelemetry([watchLinq(['127.0.0.1:1'])]);
  await call(`${server.url}/limited`);
  expect(attributesOfPlugin()).toStrictEqual({ 'error.type': '429' });
  expect(telemetry.span().status).toStrictEqual({ code: SpanStatusCode.ERROR });
});
