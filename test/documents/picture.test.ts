import { readFileSync } from 'node:fs';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { VendorErrorsInstrumentation } from '../../src/index.js';
import { startVendorSimulator, type VendorSimulator } from '../../src/testing.js';
import { startTelemetry } from '../support/telemetry.js';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [, picture = ''] = /^```diff\n(.*?)^```$/ms.exec(README) ?? [];
const lines = picture.trim().split('\n');

/** The name and the value of an attribute in the picture. */
function attributeOf(line: string): readonly [string, string] {
  const [name = '', ...words] = line.replace(/^\+/, '').trim().split(/\s+/);
  return [name, words.join(' ')];
}

const shared = lines.filter((line) => line.startsWith(' ')).map(attributeOf);
const added = lines.filter((line) => line.startsWith('+   ')).map(attributeOf);

let simulator: VendorSimulator;

beforeAll(async () => {
  simulator = await startVendorSimulator();
});

afterAll(() => simulator.close());

/** The span of a call of which the simulated Linq reports a rate limit. */
async function spanOfCall(plugins: VendorErrorsInstrumentation[]): Promise<ReadableSpan> {
  const telemetry = startTelemetry([new UndiciInstrumentation(), ...plugins]);
  simulator.linq.answerNext(1007);
  const id = '550e8400-e29b-41d4-a716-446655440000';
  const url = `${simulator.linq.url}/api/partner/v3/chats/${id}/messages`;
  await (await fetch(url, { method: 'POST', headers: { authorization: 'Bearer x' }, body: '{}' })).text();
  const span = telemetry.span();
  await telemetry.stop();
  return span;
}

/** The vendor's host and the trace id are others in each run. */
function texts(attributes: object): Record<string, string> {
  const more = { 'server.address': 'api.linqapp.com', 'vendor_api.trace_id': '2eff5df5c6f688733c007523c4d61cd9' };
  const own = Object.entries(attributes).map(([name, value]) => [name, String(value)]);
  return { ...Object.fromEntries(own), ...('vendor_api.trace_id' in attributes ? more : {}) };
}

it('the picture in README shows the attributes that the plugin adds to a span', async () => {
  const before = await spanOfCall([]);
  const after = await spanOfCall([new VendorErrorsInstrumentation({ vendors: simulator.vendors })]);
  const beforeTexts = texts(before.attributes);
  const afterTexts = texts(after.attributes);
  const names = Object.keys(afterTexts).filter((name) => !(name in beforeTexts));
  expect(Object.fromEntries(added)).toEqual(Object.fromEntries(names.map((name) => [name, afterTexts[name]])));
  expect(afterTexts).toMatchObject(Object.fromEntries(shared));
  expect(Object.keys(beforeTexts)).toEqual(expect.arrayContaining(shared.map(([name]) => name)));
  expect(lines[0]).toBe(`- ${before.name}  ERROR`);
  expect(lines[1]).toBe(`+ ${after.name}  ERROR  ${after.status.message}`);
});
