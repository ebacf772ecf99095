import { AlwaysOffSampler } from '@opentelemetry/sdk-trace-node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { call, LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { linqError, startLinqTelemetry } from '../support/linq-answers.js';
import type { TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';

const SAID = 'No messages to +1 415 555 1234 or anna@example.test with sk_live_1234567890abcdef';
const REDACTED = 'No messages to [phone] or [email] with [secret]';

let vendor: TestServer;
let log: DiagLog;
let telemetry: Telemetry;

beforeAll(async () => {
  vendor = await startAnswers({
    '/limited': { ...LINQ_LIMITED, body: linqError(1007, { message: SAID }) },
    '/no-message': { status: 400, body: { success: false, error: { code: 1001 } } },
  });
});

afterAll(() => vendor.close());

beforeEach(() => {
  log = recordDiag();
});

afterEach(async () => {
  await telemetry.stop();
  log.stop();
});

type Config = NonNullable<Parameters<typeof startLinqTelemetry>[1]>;
type CaptureMessage = NonNullable<Config['captureMessage']>;

/** The message that a call's span gets; what was redacted is nowhere on the span. */
async function message(captureMessage: CaptureMessage | undefined, more: Config = {}): Promise<unknown> {
  telemetry = startLinqTelemetry([vendor.host], captureMessage === undefined ? more : { ...more, captureMessage });
  await call(`${vendor.url}/limited`);
  const { attributes, status, events } = telemetry.span();
  expect(attributes['vendor_api.error.code']).toBe('rate_limited');
  // The port is any number.
  const reported = JSON.stringify([attributes, status, events]).replaceAll(new URL(vendor.url).port, '');
  expect(reported).not.toMatch(/555|anna|sk_live/);
  return attributes['vendor_api.error.message'];
}

it.each<[string, CaptureMessage | undefined, string | undefined]>([
  ['by default redacted', undefined, REDACTED],
  ['with true redacted', true, REDACTED],
  ['with false not', false, undefined],
  ['as a function says', (text) => text.toUpperCase(), REDACTED.toUpperCase()],
  ['cut to 256 characters, from a function too', () => 'x'.repeat(300), 'x'.repeat(256)],
  ['not, where a function returns nothing', () => undefined, undefined],
  ['not, where a function returns no text', (() => 7) as unknown as CaptureMessage, undefined],
  ['not, where a function promises a text', (async () => 'later') as unknown as CaptureMessage, undefined],
])('the message is on the span %s', async (_how, captureMessage, expected) => {
  expect(await message(captureMessage)).toBe(expected);
  expect(log.errors).toEqual([]);
});

it.each([{ logs: false }, { logs: true }])(
  'a function receives only the redacted text, once per error: %o',
  async (more) => {
    const texts: string[] = [];
    const capture = (text: string) => {
      texts.push(text);
      return text;
    };
    expect(await message(capture, more)).toBe(REDACTED);
    expect(texts).toEqual([REDACTED]);
  },
);

it('a function is not called for an error without a text', async () => {
  const texts: string[] = [];
  telemetry = startLinqTelemetry([vendor.host], { captureMessage: (text) => `${texts.push(text)}` });
  await call(`${vendor.url}/no-message`);
  expect(telemetry.span().attributes['vendor_api.error.native_code']).toBe('1001');
  expect(texts).toEqual([]);
});

it('a function is not asked about a call that is not sampled, unless a log event needs the text', async () => {
  for (const [logs, asked] of [
    [false, 0],
    [true, 1],
  ] as const) {
    const texts: string[] = [];
    const config = { logs, captureMessage: (text: string) => `${texts.push(text)}` };
    telemetry = startLinqTelemetry([vendor.host], config, { sampler: new AlwaysOffSampler() });
    await call(`${vendor.url}/limited`);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
    expect(texts).toHaveLength(asked);
    await telemetry.stop();
  }
});

it('a throwing function captures nothing, and is reported', async () => {
  const captured = await message(() => {
    throw new Error('thrown by the user');
  });
  expect(captured).toBeUndefined();
  expect(log.errors).toEqual(['vendor-errors: the captureMessage threw Error: thrown by the user']);
  expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
});
