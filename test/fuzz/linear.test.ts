import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { BlockCounter } from './work.js';

const counter = new BlockCounter();
const { linq, normalize, normalizeItems, trackly } = await import('../../src/index.js');
const { BodyCapture } = await import('../../src/clients/body-capture.js');
const { decodeBody } = await import('../../src/clients/content-coding.js');
const { rawHeaderValues } = await import('../../src/clients/raw-headers.js');

afterAll(() => counter.stop());

const vendor = linq();
const normalizeText = (body: string) => normalize(vendor, { status: 500, body });

/** A body that is wrong in the middle: how much of it can be decoded has to be searched for. */
function decodeDefect(size: number): Uint8Array | undefined {
  const bytes = gzipSync(
    Buffer.from(Array.from({ length: size }, (_, index) => Math.imul(index, 2_654_435_761) >>> 24)),
  );
  bytes[bytes.byteLength >> 1] = ~(bytes[bytes.byteLength >> 1] ?? 0);
  bytes.fill(0xff, (bytes.byteLength >> 1) + 1);
  return decodeBody(bytes, ['gzip'], 65_536);
}

/** What is done with something of a size. */
const works: Readonly<Record<string, (size: number) => unknown>> = {
  'JSON without an end': (size) => normalizeText(`{"error":{"code":1007,"x":[${'{"a":"b"},'.repeat(size)}`),
  'strings without an end': (size) => normalizeText(`{"error":{"code":1007,"x":[${'"\\"",'.repeat(size)}`),
  'a string of backslashes': (size) => normalizeText(`{"error":"${'\\'.repeat(2 * size + 1)}`),
  'brackets that nobody closes': (size) => normalizeText('[{"error":'.repeat(size)),
  'brackets that nobody opened': (size) => normalizeText(`{"error":1${'}'.repeat(size)}`),
  'numbers without an end': (size) => normalizeText(`[${'1,'.repeat(size)}${'1'.repeat(size)}`),
  'spaces before anything': (size) => normalizeText(`${' '.repeat(size)}{"error":{"code":1007`),
  'a long message': (size) =>
    normalizeText(JSON.stringify({ error: { message: '+1 415 555 1234 a@b.co '.repeat(size) } })),
  'failed items': (size) =>
    normalizeItems(trackly(), {
      status: 200,
      body: { error_count: size, errors: Array.from({ length: size }, (_, index) => ({ code: `code_${index}` })) },
    }),
  'many headers': (size) => rawHeaderValues(Array(2 * size).fill(Buffer.from('Retry-After')), 'retry-after'),
  'headers that are lines': (size) => rawHeaderValues('Retry-After: 7\r\n'.repeat(size), 'retry-after'),
  'a body in chunks of one byte': (size) => {
    const capture = new BodyCapture(65_536);
    for (let index = 0; index < size; index += 1) capture.add(Buffer.from('x'));
    capture.release();
  },
  'a gzipped body with a defect': (size) => decodeDefect(size),
  'many content codings': (size) => decodeBody(Buffer.from('x'), Array(size).fill('gzip, br'), 65_536),
};

describe('four times the input takes about four times the work', () => {
  it.each(Object.entries(works))('%s', (_what, work) => {
    work(10);
    const [shorter, longer] = [500, 2000].map((size) => counter.count(() => work(size)));
    expect(shorter).toBeGreaterThan(0);
    expect(longer).toBeLessThanOrEqual(5 * (shorter ?? 0) + 100);
  });
});

it('finds a defect of a body in few steps', () => {
  decodeDefect(10);
  expect(counter.count(() => decodeDefect(20_000))).toBeLessThan(200);
});

it('detects non-linear work', () => {
  const count = (size: number) =>
    counter.count(() => Array.from({ length: size }, () => works['many headers']?.(size)));
  expect(count(400)).toBeGreaterThan(12 * count(100));
});
