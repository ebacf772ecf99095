import { describe, expect, it } from 'vitest';
import { headerValues } from '../../src/common/headers.js';
import { chert, defineVendor, type HeadersInput, linq, messagesDev, normalize, trackly } from '../../src/index.js';
import { interpret } from '../../src/normalize/interpret.js';

const traceIdOf = (headers: HeadersInput | undefined, body?: unknown, vendor = linq()) =>
  normalize(vendor, { status: 500, ...(headers && { headers }), body })?.traceId;

describe('the sources of the trace id', () => {
  it.each<[string, HeadersInput | undefined, unknown, string | undefined]>([
    ['the header', { 'X-Trace-ID': 'from-header' }, undefined, 'from-header'],
    ['the header before the body', { 'X-Trace-ID': 'from-header' }, { trace_id: 'from-body' }, 'from-header'],
    ['the body without a header', undefined, { trace_id: 'from-body' }, 'from-body'],
    ['the body after an empty header', { 'X-Trace-ID': '' }, { trace_id: 'from-body' }, 'from-body'],
    ['the body after an unusable header', { 'X-Trace-ID': 'é' }, { trace_id: 'from-body' }, 'from-body'],
    ['the body after a header with a space at its end', { 'X-Trace-ID': 'x ' }, { trace_id: 'from-body' }, 'from-body'],
    [
      'the body after a header with a space at its begin',
      { 'X-Trace-ID': ' x' },
      { trace_id: 'from-body' },
      'from-body',
    ],
    ['the header with the last printable characters', { 'X-Trace-ID': '!a ~' }, { trace_id: 'from-body' }, '!a ~'],
    ['the body after a header with a delete', { 'X-Trace-ID': 'x\x7f' }, { trace_id: 'from-body' }, 'from-body'],
    ['the body after a header with a separator', { 'X-Trace-ID': 'x\x1fy' }, { trace_id: 'from-body' }, 'from-body'],
    ['the first usable one of repeated headers', { 'X-Trace-ID': ['', 'second'] }, undefined, 'second'],
    ['nowhere, as the key is deeper', undefined, { error: { trace_id: 'from-body' } }, undefined],
    ['nowhere, as the key is inherited', undefined, Object.create({ trace_id: 'from-body' }), undefined],
    ['nowhere, as another header has it', { 'X-Request-ID': 'from-header' }, { request_id: 'x' }, undefined],
  ])('%s', (_where, headers, body, expected) => {
    expect(traceIdOf(headers, body)).toBe(expected);
  });

  it.each([
    [chert(), { trace_id: 'a1b2c3d4e5f6' }, 'a1b2c3d4e5f6'],
    [chert(), { outputFields: { ok: false, trace_id: '9f8e7d6c' } }, '9f8e7d6c'],
    [chert(), { trace_id: 'top', outputFields: { trace_id: 'below' } }, 'top'],
    [messagesDev(), { error: { code: 'x' }, request_id: 'req_1' }, 'req_1'],
    [messagesDev(), { error: { code: 'x', request_id: 'req_2' } }, 'req_2'],
    [messagesDev(), { error: { request_id: 'req_2' }, request_id: 'req_1' }, 'req_1'],
    [messagesDev(), { code: 'x', request_id: 'req_3' }, 'req_3'],
    [messagesDev(), { trace_id: 'x' }, undefined],
    [trackly(), { trace_id: 'x', request_id: 'x' }, undefined],
  ])('$name in %j', (vendor, body, expected) => {
    expect(traceIdOf(undefined, body, vendor)).toBe(expected);
  });

  it.each([messagesDev(), trackly()])('$name has no trace id in headers', (vendor) => {
    expect(traceIdOf({ 'X-Trace-ID': 'x', 'X-Request-ID': 'x' }, undefined, vendor)).toBeUndefined();
  });

  it('every declared header before any declared key of the body', () => {
    const vendor = defineVendor({
      name: 'custom',
      hosts: ['custom.test'],
      traceId: [{ body: ['meta', 'id'] }, { header: 'X-First' }, { header: 'x-second' }],
      readError: () => undefined,
      codes: {},
    });
    const body = { meta: { id: 'from-body' } };
    expect(traceIdOf({ 'x-second': 'second', 'x-first': 'first' }, body, vendor)).toBe('first');
    expect(traceIdOf({ 'x-second': 'second' }, body, vendor)).toBe('second');
    expect(traceIdOf({}, body, vendor)).toBe('from-body');
  });
});

describe('keeps a trace id unchanged', () => {
  it.each([
    '2eff5df5c6f688733c007523c4d61cd9',
    'A1B2C3D4',
    'x',
    '0',
    'req_01J8ZK9QXT',
    '00-2eff5df5c6f688733c007523c4d61cd9-00f067aa0ba902b7-01',
    'Root=1-67891233-abcdef012345678912345678',
    'two words',
    '~!@#$%^&*()"\\',
    '+14155551234',
    'x'.repeat(128),
  ])('%j', (id) => {
    expect(traceIdOf({ 'X-Trace-ID': id })).toBe(id);
    expect(traceIdOf(undefined, { trace_id: id })).toBe(id);
  });
});

describe('rejects an invalid trace id', () => {
  const UNUSABLE = [
    '',
    ' ',
    'x'.repeat(129),
    'x'.repeat(1e6),
    'a\nb',
    'a\tb',
    'a\u0000b',
    'a\u007fb',
    'é',
    '🙂',
    'a\u2028b',
  ];

  it.each(UNUSABLE)('%#: in a header', (id) => {
    expect(traceIdOf({ 'X-Trace-ID': id })).toBeUndefined();
  });

  it.each([...UNUSABLE, 123, true, null, {}, ['x']])('%#: in a body', (id) => {
    expect(traceIdOf(undefined, { trace_id: id })).toBeUndefined();
  });
});

describe('a success has a trace id', () => {
  it.each([
    [linq(), { 'x-trace-id': 'from-header' }, { chat: {} }, 'from-header'],
    [linq(), {}, { trace_id: 'from-body' }, 'from-body'],
    [messagesDev(), {}, { id: 'msg_1', request_id: 'req_1' }, 'req_1'],
    [chert(), { 'x-trace-id': 'from-header' }, '', 'from-header'],
    [trackly(), { 'x-trace-id': 'from-header' }, { trace_id: 'from-body' }, undefined],
  ])('$name', (vendor, headers, body, traceId) => {
    for (const status of [200, 201, 302]) {
      const meaning = interpret(vendor, { status, headers: headerValues(headers), body });
      expect([meaning.traceId, meaning.error, meaning.bulk]).toEqual([traceId, undefined, undefined]);
    }
  });
});
