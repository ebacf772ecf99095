import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtInVendors, VendorErrorsInstrumentation } from '../../src/index.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { hostileBodies } from '../support/hostile.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { linqFailure } from './webhook-service.js';

const ERRORS = 'vendor_api.client.errors';
const NOTHING = { kind: 'unknown', duplicate: false, linked: false };

let log: DiagLog;
let plugin: VendorErrorsInstrumentation;
let telemetry: Telemetry;

beforeEach(() => {
  log = recordDiag();
  plugin = new VendorErrorsInstrumentation({ webhooks: true });
  telemetry = startTelemetry([plugin]);
});

afterEach(async () => {
  await telemetry.stop();
  log.stop();
});

/** Records it inside a span; returns the record and the span. */
async function record(vendor: string, payload: unknown) {
  telemetry.reset();
  const span = telemetry.tracerProvider.getTracer('test').startSpan('webhook');
  const result = await plugin.recordWebhook(vendor, payload, { span });
  span.end();
  return { result, span: telemetry.span() };
}

describe('the payload can be', () => {
  const failure = linqFailure('2eff5df5c6f688733c007523c4d61cd9');
  const json = JSON.stringify(failure);
  const bytes = new TextEncoder().encode(json);

  it.each<[string, unknown]>([
    ['parsed JSON', failure],
    ['text', json],
    ['text with a byte order mark', `\uFEFF${json}`],
    ['a Buffer', Buffer.from(json)],
    ['a Uint8Array', bytes],
    ['an ArrayBuffer', bytes.buffer.slice(0, bytes.byteLength)],
    ['a part of a larger buffer', Buffer.from(`xx${json}xx`).subarray(2, -2)],
    ['frozen', Object.freeze(failure)],
  ])('%s', async (_form, payload) => {
    const { result, span } = await record('linq', payload);
    expect(result).toMatchObject({
      kind: 'failed',
      eventId: 'event-1',
      traceId: failure.trace_id,
      error: { code: 'delivery_failed', message: 'Delivery failed' },
    });
    expect(span.attributes).toMatchObject({ 'vendor_api.event.id': 'event-1' });
    expect(await telemetry.count(ERRORS)).toBe(1);
    expect([...log.errors, ...log.warnings]).toEqual([]);
  });
});

describe('an invalid event', () => {
  it.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['an empty text', ''],
    ['no JSON', '<html>502</html>'],
    ['a form', 'event_type=message.failed'],
    ['a list', [linqFailure('trace')]],
    ['a number', 7],
    ['an empty object', {}],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00])],
  ])('%s is unknown, and not an error', async (_what, payload) => {
    const { result, span } = await record('linq', payload);
    expect(result).toEqual(NOTHING);
    expect(span.attributes).toEqual({ 'vendor_api.name': 'linq' });
    expect(await telemetry.count(ERRORS)).toBe(0);
    expect([...log.errors, ...log.warnings]).toEqual([]);
  });

  it.each(builtInVendors().map(({ name }) => name))('hostile values do not affect %s', async (vendor) => {
    const fields = ['data', 'event_id', 'trace_id', 'created_at', 'code', 'message_id', 'status_detail', 'timestamp'];
    for (const [what, body] of hostileBodies) {
      const event = { event_type: 'message.failed', ...Object.fromEntries(fields.map((field) => [field, body])) };
      for (const payload of [body, event, { ...event, event_type: body, event: 'delivery', status: 'rejected' }]) {
        const { result } = await record(vendor, payload);
        expect([what, result.linked, typeof result.duplicate]).toEqual([what, false, 'boolean']);
      }
    }
    expect([...log.errors, ...log.warnings]).toEqual([]);
  });
});

it('a huge payload is read', async () => {
  const failure = linqFailure('2eff5df5c6f688733c007523c4d61cd9');
  const huge = JSON.stringify({ ...failure, parts: 'x'.repeat(20_000_000) });
  const { result } = await record('linq', huge);
  expect(result).toMatchObject({ kind: 'failed', error: { code: 'delivery_failed' } });
});

it('huge values do not reach the span', async () => {
  const long = 'x'.repeat(100_000);
  const event = { event_type: long, event_id: long, trace_id: long, data: { code: long, reason: long } };
  const { result, span } = await record('linq', { ...event, event_type: 'message.failed' });
  expect(result.kind).toBe('failed');
  for (const [key, value] of Object.entries(span.attributes))
    expect([key, String(value).length < 300]).toEqual([key, true]);
  const other = await record('linq', event);
  expect(other.span.attributes).toEqual({ 'vendor_api.name': 'linq' });
});

it('invalid ids are ignored', async () => {
  const { result, span } = await record('linq', {
    ...linqFailure('not printable: \u0000'),
    event_id: 'line\nbreak',
  });
  expect(Object.keys(result).sort()).toEqual(['duplicate', 'error', 'kind', 'linked']);
  expect(span.attributes).not.toHaveProperty(['vendor_api.event.id']);
  expect(span.attributes).not.toHaveProperty(['vendor_api.trace_id']);
});

const known = builtInVendors()
  .map(({ name }) => `'${name}'`)
  .join(', ');

it.each(['acme', '', 'LINQ', '__proto__'])(
  'the unknown vendor %j is reported, and nothing is recorded',
  async (name) => {
    const { result, span } = await record(name, linqFailure('trace'));
    expect(result).toEqual(NOTHING);
    expect(span.attributes).toEqual({});
    expect(await telemetry.count(ERRORS)).toBe(0);
    expect(log.errors).toEqual([
      `vendor-errors: recordWebhook(${JSON.stringify(name)}, …) names an unknown vendor; the configured vendors are: ${known}`,
    ]);
  },
);

it('a throwing span is reported, and does not affect the caller', async () => {
  const span = telemetry.tracerProvider.getTracer('test').startSpan('webhook');
  span.setAttribute = () => {
    throw new Error('the span is broken');
  };
  expect(await plugin.recordWebhook('linq', linqFailure('trace'), { span })).toEqual(NOTHING);
  expect(log.errors).toEqual(['vendor-errors: a webhook could not be recorded Error: the span is broken']);
});
