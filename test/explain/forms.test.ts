import { describe, expect, it } from 'vitest';
import { explain } from '../../src/explain/explain.js';
import { normalize, normalizeItems } from '../../src/index.js';
import { interpretWebhook } from '../../src/normalize/interpret-webhook.js';
import { builtIn } from '../support/built-in.js';
import { nameOf } from './cli.js';

/** A response, with numbers around it that belong to something else. */
interface Pasted {
  readonly host: string;
  readonly path: string;
  readonly vendor: string;
  readonly status: number;
  readonly body: object;
}

const times = { date: 'Sat, 21 Nov 2026 12:00:00 GMT', 'content-length': '503', 'x-request-count': '429' };
const headers = Object.entries(times)
  .map(([name, value]) => `${name}: ${value}`)
  .join('\n');

/** The forms in which a response is pasted. */
const forms: Readonly<Record<string, (pasted: Pasted) => string>> = {
  'a body after the vendor': ({ vendor, body }) => `${vendor} ${JSON.stringify(body)}`,
  'an indented body': ({ vendor, body }) => `${vendor}\n${JSON.stringify(body, undefined, 2)}`,
  'curl -i': ({ host, path, status, body }) =>
    `$ curl -i https://${host}${path}\nHTTP/2 ${status}\n${headers}\n\n${JSON.stringify(body)}`,
  'a log line of pino': ({ vendor, status, body }) =>
    JSON.stringify({ level: 50, time: 1795262400503, pid: 1007, vendor, statusCode: status, body, responseTime: 503 }),
  'a log line of winston': ({ host, path, status, body }) =>
    JSON.stringify({
      level: 'error',
      message: `POST https://${host}${path} failed: ${status} ${JSON.stringify(body)}`,
    }),
  'a line of Loki': ({ vendor, status, body }) =>
    `2026-11-21T12:00:00.503Z {app="checkout", pod="web-503"} level=error vendor=${vendor} status=${status} body=${JSON.stringify(JSON.stringify(body))} duration=429ms`,
};

const cases = builtIn.flatMap(({ name, vendor, examples }) =>
  examples.answers.flatMap(({ what, status, path, body }) => {
    const items = normalizeItems(vendor, { status, headers: {}, body });
    const error = items[0] ?? normalize(vendor, { status, headers: {}, body });
    const host = (vendor.hosts[0] ?? '').replace('*.', 'eu.');
    if (error?.nativeCode === undefined) return [];
    return [
      { name, what, expected: `${name} ${error.nativeCode}`, pasted: { host, path, vendor: name, status, body } },
    ];
  }),
);

it('has responses of every vendor', () => {
  expect(new Set(cases.map(({ name }) => name))).toEqual(new Set(builtIn.map(({ name }) => name)));
});

describe.each(Object.entries(forms))('%s', (_, write) => {
  it.each(cases)('has one answer: $name, $what', ({ expected, pasted }) => {
    const { results, notes } = explain(write(pasted));
    expect([results.map(nameOf), notes]).toEqual([[expected], []]);
  });
});

const failures = builtIn.flatMap(({ name, vendor, examples }) =>
  examples.events.flatMap(({ what, payload }) => {
    const [error] = interpretWebhook(vendor, payload).flatMap((event) => event.error ?? []);
    return error?.nativeCode === undefined ? [] : [{ name, what, payload, expected: `${name} ${error.nativeCode}` }];
  }),
);

it.each(failures)('explains the payload of a webhook: $name, $what', ({ payload, expected }) => {
  for (const text of [JSON.stringify(payload), JSON.stringify(payload, undefined, 2)])
    expect(explain(text).results.map(nameOf)).toEqual([expected]);
});
