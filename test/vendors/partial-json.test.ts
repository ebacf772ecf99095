import { describe, expect, it } from 'vitest';
import { parsePartialJson } from '../../src/definition/partial-json.js';
import { cpuMillis } from '../support/cpu-time.js';

describe('JSON with a missing end', () => {
  it.each<[string, unknown]>([
    ['{', {}],
    ['[', []],
    ['{"a', {}],
    ['{"a"', {}],
    ['{"a":', {}],
    ['{"a":"x', {}],
    ['{"a":"x"', { a: 'x' }],
    ['{"a":"x",', { a: 'x' }],
    ['{"a":"x","b', { a: 'x' }],
    ['{"a":"x","b"', { a: 'x' }],
    ['{"a":"x","b":', { a: 'x' }],
    ['{"a":12,', { a: 12 }],
    ['{"a":12 ', { a: 12 }],
    ['{"a":true', { a: true }],
    ['{"a":null', { a: null }],
    ['{"a":{"b":"x"', { a: { b: 'x' } }],
    ['{"a":{"b":"x"}', { a: { b: 'x' } }],
    ['{"a":{"b":"x"},"c":{"d":"y"', { a: { b: 'x' }, c: { d: 'y' } }],
    ['{"a":{},"b":[],"c":', { a: {}, b: [] }],
    ['["x"', ['x']],
    ['["x","y', ['x']],
    ['[{"a":1},{"a":2,', [{ a: 1 }, { a: 2 }]],
    ['[[[1,2],[3,', [[[1, 2], [3]]]],
    ['{"a":""', { a: '' }],
    ['{"a":"\\"', {}],
    ['{"a":"\\\\"', { a: '\\' }],
    ['{"a":"x\\"y",', { a: 'x"y' }],
    ['{"a":"\\u00e9","b":"\\u00', { a: 'é' }],
    ['{"a":"}]{[,:","b":"}', { a: '}]{[,:' }],
    ['{"}":"{","b":1,', { '}': '{', b: 1 }],
    ['{"🙂":"é\u2028","b":1,"c', { '🙂': 'é\u2028', b: 1 }],
    ['{"a":1,"a":2,', { a: 2 }],
    [' \r\n{ "a" : "x" , "b" : ', { a: 'x' }],
  ])('%j', (text, expected) => {
    expect(parsePartialJson(text)).toEqual(expected);
  });

  it.each([
    // Whether more digits were to follow cannot be known.
    ['{"a":1', {}],
    ['{"a":-', {}],
    ['{"a":1.', {}],
    ['[1,2', [1]],
    ['{"a":tru', {}],
    ['{"a":nul', {}],
  ])('%j has no complete value at its end', (text, expected) => {
    expect(parsePartialJson(text)).toEqual(expected);
  });
});

describe('every prefix of an error body', () => {
  const BODY = {
    success: false,
    error: {
      status: 429,
      code: 1007,
      message: 'Größe "A\\B" {x} [y] 🙂 \u2028\n überschritten',
      retryable: true,
      nothing: null,
      details: [{ index: 0, path: ['a', 'b'] }, [], {}, [[-1.5e3, 0]], 'x'],
      retry_after: 30,
    },
    trace_id: '2eff5df5c6f688733c007523c4d61cd9',
  };
  /** The values of a document in the order they end, each with its path: none may come that is not of the document. */
  function leaves(value: unknown, path = ''): Map<string, unknown> {
    if (typeof value !== 'object' || value === null) return new Map([[path, value]]);
    return new Map(Object.entries(value).flatMap(([key, member]) => [...leaves(member, `${path}/${key}`)]));
  }
  const WHOLE = leaves(BODY);

  it.each([
    ['compact', JSON.stringify(BODY)],
    ['indented', JSON.stringify(BODY, undefined, 2)],
    [
      'escaped',
      JSON.stringify(BODY).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
  ])('%s: is an object with correct values, never fewer than before', (_form, text) => {
    let before = 0;
    for (let length = text.indexOf('{') + 1; length <= text.length; length += 1) {
      const found = leaves(parsePartialJson(text.slice(0, length)));
      found.forEach((value, path) => {
        expect([path, value]).toEqual([path, WHOLE.get(path)]);
      });
      expect(found.size).toBeGreaterThanOrEqual(before);
      before = found.size;
    }
    expect(before).toBe(WHOLE.size);
  });

  it('has each text, boolean and null as soon as it is complete, each number at the next character', () => {
    const text = JSON.stringify(BODY);
    const values: [path: string, end: string][] = [
      ['/success', '"success":false'],
      ['/error/status', '"status":429,'],
      ['/error/code', '"code":1007,'],
      ['/error/message', 'überschritten"'],
      ['/error/retryable', '"retryable":true'],
      ['/error/nothing', '"nothing":null'],
      ['/error/details/0/path/0', '["a"'],
      ['/error/details/0/path/1', '"b"'],
      ['/error/details/3/0/0', '[[-1500,'],
      ['/error/details/3/0/1', ',0]'],
      ['/error/details/4', ',"x"'],
      ['/error/retry_after', '"retry_after":30}'],
      ['/trace_id', 'c4d61cd9"'],
    ];
    for (const [path, end] of values) {
      const length = text.indexOf(end) + end.length;
      expect([path, leaves(parsePartialJson(text.slice(0, length))).get(path)]).toEqual([path, WHOLE.get(path)]);
    }
  });
});

describe('JSON with trailing text', () => {
  it.each(['\n', '<html>', '}', ']]', '{"b":2}', ',', '\u0000', '"'])('%j', (rest) => {
    expect(parsePartialJson(`{"a":{"b":[1]}}${rest}`)).toEqual({ a: { b: [1] } });
  });
});

describe('a text that is not a JSON object or array', () => {
  it.each([
    ...['', ' ', '\n', 'null', 'true', '12', '"x"', '"{}"', 'x{}', '<p>{"a":1}</p>', '\u0000{}', '}', ']', "{'a':1,}"],
    ...['{a:1,}', '{"a" 1,', '[1 2,', '{"a":[1}', '[1},', '{,}', '{"a":undefined,', '{"a":NaN,', '{"a":"\n",'],
  ])('%j', (text) => {
    expect(parsePartialJson(text)).toBeUndefined();
  });
});

describe('a hostile text', () => {
  const DEPTH = 100_000;

  it.each([
    ['lists', '['.repeat(DEPTH)],
    ['lists that end', '['.repeat(DEPTH) + ']'.repeat(DEPTH)],
    ['objects', '{"a":'.repeat(DEPTH)],
    ['both', '[{"a":'.repeat(DEPTH / 2)],
    ['both, with a value inside', `${'[{"a":'.repeat(DEPTH / 2)}"x",`],
  ])('%s in %s, 100,000 deep', (_what, text) => {
    expect(cpuMillis(() => parsePartialJson(text))).toBeLessThan(2000);
  });

  it('keeps the values before the depth', () => {
    expect(parsePartialJson(`{"a":1,"b":${'['.repeat(DEPTH)}`)).toMatchObject({ a: 1 });
  });

  it.each([
    ['quotes', '{"a":1,"'.padEnd(1_000_000, '"')],
    ['backslashes', '{"a":1,"b":"'.padEnd(1_000_000, '\\')],
    ['commas', '[1,'.padEnd(1_000_000, ',')],
    ['spaces', ' '.repeat(1_000_000)],
    ['spaces inside', '{"a":1,'.padEnd(1_000_000, ' ')],
  ])('%s, a million of them', (_what, text) => {
    expect(cpuMillis(() => parsePartialJson(text))).toBeLessThan(500);
  });
});
