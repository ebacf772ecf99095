import { afterAll, beforeAll, expect, it } from 'vitest';
import { VendorErrorsInstrumentation } from '../../src/index.js';
import * as semconv from '../../src/telemetry/semconv.js';
import { startVendorSimulator } from '../../src/testing.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { attributesOf, defined, groups, levelOf, membersOf, typeOf } from './model.js';

const { ATTR_VENDOR_API_NAME, METRIC_VENDOR_API_CLIENT_DELIVERY_DURATION } = semconv;

let telemetry: Telemetry;
let emitted: Record<string, unknown>[];

/** Calls that together have every attribute on them. */
beforeAll(async () => {
  const simulator = await startVendorSimulator();
  telemetry = startTelemetry([new VendorErrorsInstrumentation({ vendors: simulator.vendors })]);
  const call = async (url: string, headers: Record<string, string> = {}) =>
    (await fetch(url, { method: 'POST', headers: { authorization: 'Bearer x', 'x-api-key': 'x', ...headers } })).text();
  simulator.linq.answerNext(1007, 1001, 2011);
  simulator.messagesDev.answerNext('missing_required_parameter');
  simulator.trackly.answerNext('bulk_partial');
  await call(`${simulator.linq.url}/api/partner/v3/chats`);
  await call(`${simulator.linq.url}/api/partner/v3/chats`, { 'x-stainless-retry-count': '1' });
  await call(`${simulator.linq.url}/api/partner/v3/chats`);
  await call(`${simulator.messagesDev.url}/v1/messages`);
  await call(`${simulator.trackly.url}/api/v2/send/bulk`);
  await simulator.close();
  await call(`${simulator.linq.url}/api/partner/v3/chats`).catch(() => undefined);
  emitted = telemetry.spans().map(({ attributes }) => attributes);
});

afterAll(() => telemetry.stop());

const SPAN = groups.filter(({ id }) => id === 'span.vendor_api.client');

it('spans have the attributes of the model and no other `vendor_api` attributes', () => {
  const own = new Set(emitted.flatMap(Object.keys).filter((name) => name.startsWith('vendor_api.')));
  const inModel = SPAN.flatMap(attributesOf).filter((name) => name.startsWith('vendor_api.'));
  expect([...own].sort()).toEqual(inModel.toSorted());
});

it('each value has the type of the model and is one of its members', () => {
  const isOfType: Readonly<Record<string, (value: unknown) => boolean>> = {
    string: (value) => typeof value === 'string',
    'string[]': Array.isArray,
    int: Number.isInteger,
    double: (value) => typeof value === 'number',
    boolean: (value) => typeof value === 'boolean',
  };
  const wrong = emitted.flatMap(Object.entries).filter(([name, value]) => {
    const members = membersOf(name).map((member) => member.value);
    return (
      defined.has(name) && !(isOfType[typeOf(name) ?? '']?.(value) && (members.length === 0 || members.includes(value)))
    );
  });
  expect(wrong).toEqual([]);
});

// Only a webhook makes the duration of a delivery.
const metrics = groups.filter(
  ({ type, metric_name }) => type === 'metric' && metric_name !== METRIC_VENDOR_API_CLIENT_DELIVERY_DURATION,
);

it.each(metrics.map((group) => [group.metric_name ?? '', group] as const))(
  '%s always has the required attributes of the model and no undocumented ones',
  async (name, group) => {
    const required = (group.attributes ?? []).flatMap(({ ref }) =>
      ref && levelOf(group, ref) === 'required' ? ref : [],
    );
    const points = (await telemetry.points(name)).map(({ attributes }) => Object.keys(attributes));
    expect(required).toContain(ATTR_VENDOR_API_NAME);
    expect(points.length).toBeGreaterThan(0);
    for (const names of points) {
      expect(names).toEqual(expect.arrayContaining(required));
      expect(attributesOf(group)).toEqual(expect.arrayContaining(names));
    }
  },
);
