/** Undocumented bodies that a network may deliver: parsed values, strings and bytes. */

const circle: Record<string, unknown> = { code: 1007 };
circle.error = circle;
circle.errors = [circle];
circle.outputFields = circle;

/** A handler whose traps all throw. */
const refusing = new Proxy(
  {},
  {
    get() {
      throw new Error('refused');
    },
  },
);
const thrower = Object.defineProperty({}, 'error', {
  enumerable: true,
  get() {
    throw new Error('refused');
  },
});
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

const DEEP = 10_000;
const LONG = 300_000;

const VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  10n,
  Symbol('body'),
  () => ({ error: { code: 1007 } }),
  new Date(0),
  new Map([['error', { code: 1007 }]]),
  /error/,
  new DataView(new ArrayBuffer(8)),
  new Float64Array(4),
  Object.freeze({ error: Object.freeze({}) }),
  circle,
  thrower,
  new Proxy({ error: { code: 1007 } }, refusing),
  new Proxy([], refusing),
  revoked,
  { errors: revoked, error: revoked, outputFields: thrower, trace_id: revoked, request_id: revoked },
  { error_count: 2, queued_count: 0, errors: new Proxy([{ code: 'x' }], refusing) },
  { [Symbol.toStringTag]: 'ArrayBuffer' },
  [],
  [[]],
  new Array(1000),
  '',
  ' ',
  '\u0000',
  '\uD800',
  '\uFEFF\uFEFF{}',
  '{',
  '[',
  '"',
  '}',
  ']',
  '{"',
  '{"error',
  '{"error":',
  '{"error":{"code":',
  '{"error":{"code":1',
  '{"error":{"code":"\\',
  '{"error":{"code":"\\u12',
  '{"error":[{"code":1007}]}',
  '[{"error":{"code":1007}}',
  '{]}',
  '[}',
  '{"a":1}}}}}',
  '{,,,}',
  '{"__proto__":null,"constructor":null,"toString":null,"hasOwnProperty":null}',
  '{"error":{"__proto__":{},"constructor":{"prototype":{}},"code":"__proto__","type":"__proto__"}}',
  '{"errors":{"length":1e9}}',
  '{"errors":[null,1,"x",[],{}],"error_count":1e300,"queued_count":-1}',
  '{"error_count":"1e999","errors":[{"code":{}}]}',
  '{"status":"failed","ok":false,"success":false,"code":[],"message":{},"retryable":"yes","retry_after":[]}',
  '{"outputFields":{"ok":false,"status":1e999,"retry_after":-1e308}}',
  '{"ok":false,"error":{"status":99999,"code":1e308,"retry_after":-0.0}}',
  '[['.repeat(DEEP),
  '{"error":'.repeat(DEEP),
  '{"outputFields":{"error":['.repeat(DEEP),
  `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  `{"error":{"code":"${'9'.repeat(LONG)}","message":"${'+1 '.repeat(LONG / 3)}"}}`,
  `{"error":{"type":"${'a@'.repeat(LONG / 2)}","param":"${'\\u0000'.repeat(1000)}","message":"${'\\ud800'.repeat(1000)}"}}`,
  `{"error_count":1,"errors":[${'{"code":"x"},'.repeat(5000)}{}]}`,
  `{${'"error":{"code":1},'.repeat(20_000)}"trace_id":"x"}`,
  `{"trace_id":"${'x'.repeat(LONG)}","request_id":{"toString":"x"}}`,
  '"'.repeat(LONG),
  '\\'.repeat(LONG),
  `{"a":"${'\\'.repeat(LONG)}`,
  `[${','.repeat(LONG)}`,
  `<!doctype html>${'<p>'.repeat(DEEP)}`,
  new Uint8Array(0),
  new Uint8Array(70_000),
  new Uint8Array(70_000).fill(0xff),
  new Uint8Array(70_000).fill(0x7b),
  new ArrayBuffer(3),
  Buffer.from('7b22c0aeeda080f4908080ff223a31', 'hex'),
];

function label(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value).slice(0, 40);
  try {
    return Object.prototype.toString.call(value);
  } catch {
    return 'an object that refuses';
  }
}

export const hostileBodies: readonly (readonly [name: string, body: unknown])[] = VALUES.map(
  (value, index) => [`${index}: ${label(value)}`, value] as const,
);
