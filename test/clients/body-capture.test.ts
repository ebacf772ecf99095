import { expect, it } from 'vitest';
import { BodyCapture, capturedBytesInFlight } from '../../src/clients/body-capture.js';

const LIMIT = 65_536;
const chunk = (text: string) => Buffer.from(text);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

it('clears the memory of a body before another body uses it', () => {
  const first = new BodyCapture(LIMIT);
  first.add(chunk('first'));
  const memory = first.bytes;
  first.release();
  expect(text(memory)).toBe('\0\0\0\0\0');

  const second = new BodyCapture(LIMIT);
  second.add(chunk('other'));
  expect(memory.buffer).toBe(second.bytes.buffer);
  expect(text(second.bytes)).toBe('other');
  second.release();
});

it('uses memory for one body at a time, also when a body outgrows it', () => {
  const before = capturedBytesInFlight();
  const captures = Array.from({ length: 100 }, () => new BodyCapture(LIMIT));
  const part = (index: number) => `${index} `.padEnd(300, '.');
  for (let parts = 0; parts < 5; parts += 1) {
    for (const [index, capture] of captures.entries()) capture.add(chunk(part(index)));
  }
  expect(captures.map((capture) => text(capture.bytes))).toEqual(captures.map((_, index) => part(index).repeat(5)));
  for (const capture of captures) capture.release();
  for (const capture of captures) capture.release();
  expect(captures.every((capture) => capture.full && capture.bytes.byteLength === 0)).toBe(true);
  expect(capturedBytesInFlight()).toBe(before);
});
