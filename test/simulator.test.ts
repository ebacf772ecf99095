import LinqAPIV3 from '@linqapp/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { normalize } from '../src/index.js';
import { SIMULATE_ANSWER_HEADER, startVendorSimulator, type VendorSimulator } from '../src/testing.js';
import { type BuiltIn, builtIn } from './support/built-in.js';
import { linesOf } from './support/vocabulary.js';

let simulator: VendorSimulator;

beforeAll(async () => {
  simulator = await startVendorSimulator();
});

afterAll(async () => {
  await simulator.close();
});

type VendorKey = BuiltIn['key'];

const byKey = new Map(builtIn.map((each) => [each.key, each]));
const pathOf = (key: VendorKey) => byKey.get(key)?.documented.path ?? '/';
const keys = [...byKey.keys()];

const CREDENTIALS = { authorization: 'Bearer test', 'x-api-key': 'test' };

interface Asked {
  answer?: string;
  method?: string;
  path?: string;
  headers?: Record<string, string>;
}

async function ask(key: VendorKey, { answer, method = 'POST', path = pathOf(key), headers = CREDENTIALS }: Asked = {}) {
  const response = await fetch(simulator[key].url + path, {
    method,
    headers: answer === undefined ? headers : { ...headers, [SIMULATE_ANSWER_HEADER]: answer },
    ...(method !== 'GET' && { body: JSON.stringify({ text: 'x'.repeat(100_000) }) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const body = isJson ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, body };
}

/** What every vendor can be asked for. */
const COMMON = ['html_502', 'empty_500', 'network_reset', 'network_hang', 'network_cut_body'];

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
/** The names of the answers whose HTTP status is documented. */
const documented = builtIn.flatMap(({ key, documented: { statuses = {} } }) =>
  Object.entries(statuses).flatMap(([status, names]) =>
    words(names).map((name) => ({ key, name, status: Number(status) })),
  ),
);
/** The codes; the one that stands for many is asked for by one of them. */
const codesOf = ({ documented: { codes } }: BuiltIn) =>
  linesOf(codes).map((line) => line.split(' ', 1)[0]?.replace('{product}', 'sms') ?? '');

/** The code that a name stands for: `4099_501` is 4099 with its second status. */
const codeOf = (name: string) => name.replace(/_\d{3}$/, '');

/** What the plugin makes of an answer. */
function errorOf(key: VendorKey, { status, headers, body }: Awaited<ReturnType<typeof ask>>, path = pathOf(key)) {
  const vendor = byKey.get(key)?.vendor;
  return vendor && normalize(vendor, { status, headers, body, method: 'POST', path });
}

describe('documented codes', () => {
  it.each(builtIn)('$name has a response for each of them and no unexpected one', (each) => {
    const { key, documented: own } = each;
    const named = documented.filter((row) => row.key === key).map((row) => row.name);
    const names = new Set([...named, ...codesOf(each), ...words(own.otherAnswers ?? '')]);
    expect([...simulator[key].answers].sort()).toEqual(['success', ...names, ...COMMON].sort());
  });

  it.each(documented)('$key $name: HTTP $status', async ({ key, name, status }) => {
    const answer = await ask(key, { answer: name });
    expect(answer.status).toBe(status);
    expect(errorOf(key, answer)).toMatchObject({ nativeCode: codeOf(name), message: expect.stringMatching(/\w/) });
  });

  it.each(documented.filter((row) => row.key === 'linq'))('linq $name: HTTP $status', async ({ name, status }) => {
    const limited = codeOf(name) === '1007';
    const answer = await ask('linq', { answer: name });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ success: false, error: { status, code: Number(codeOf(name)) } });
    expect(answer.body.error.message).toMatch(/\w/);
    expect(answer.body.trace_id).toMatch(/^[0-9a-f]{32}$/);
    expect(answer.headers.get('x-trace-id')).toBe(answer.body.trace_id);
    expect(answer.headers.get('retry-after')).toBe(limited ? String(answer.body.error.retry_after) : null);
    expect(answer.body.error.retry_after).toEqual(limited ? expect.any(Number) : undefined);
  });

  it.each(documented.filter((row) => row.key === 'messagesDev'))(
    'messages.dev $name: HTTP $status',
    async ({ name, status }) => {
      const types: Record<number, string> = {
        400: 'invalid_request_error',
        401: 'authentication_error',
        403: 'authorization_error',
        404: 'not_found_error',
        429: 'rate_limit_error',
      };
      const answer = await ask('messagesDev', { answer: name });
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ error: { type: types[status], code: name } });
      expect(answer.body.error.message).toMatch(/\w/);
      expect(answer.body.request_id).toMatch(/^req_[0-9a-f]{12}$/);
      expect(answer.headers.get('retry-after')).toEqual(status === 429 ? expect.stringMatching(/^\d+$/) : null);
    },
  );

  it.each(documented.filter((row) => row.key === 'trackly'))(
    'trackly $name: HTTP $status',
    async ({ name, status }) => {
      const answer = await ask('trackly', { answer: name });
      expect(answer.status).toBe(status);
      expect(answer.body).toEqual({ error: expect.stringMatching(/\w/), code: codeOf(name) });
    },
  );

  it.each(documented.filter((row) => row.key === 'chert'))('chert $name: HTTP $status', async ({ name, status }) => {
    const code = Number(codeOf(name));
    const retryable = [1007, 3001, 3002, 3004, 4001, 4002].includes(code);
    const answer = await ask('chert', { answer: name });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ success: false, error: { status, code, retryable } });
    expect(answer.body.error.message).toMatch(/\w/);
    expect(answer.body.trace_id).toMatch(/^[0-9a-f]{12}$/);
    expect(answer.headers.get('x-trace-id')).toBe(answer.body.trace_id);
    const waits = code === 1007 || code === 4002;
    expect(answer.body.error.retry_after).toEqual(waits ? expect.any(Number) : undefined);
    expect(answer.headers.get('retry-after')).toBe(waits ? String(answer.body.error.retry_after) : null);
  });

  const withoutStatus = builtIn.flatMap((each) => {
    const names = new Set(documented.filter((row) => row.key === each.key).map((row) => row.name));
    return codesOf(each).flatMap((name) => (names.has(name) ? [] : [{ key: each.key, name }]));
  });

  it.each(withoutStatus)('$key $name, without a documented status, has the same envelope', async ({ key, name }) => {
    const answer = await ask(key, { answer: name });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(errorOf(key, answer)).toMatchObject({ nativeCode: name, message: expect.stringMatching(/\w/) });
  });
});

/** The bodies in the vendors' documents. */
const SAMPLES: { key: VendorKey; name: string; status: number; traceId: string | null; text: string }[] = [
  {
    key: 'linq',
    name: 'sample_1001',
    status: 400,
    traceId: '2eff5df5c6f688733c007523c4d61cd9',
    text: '{\n  "success": false,\n  "error": {\n    "status": 400,\n    "code": 1001,\n    "message": "Missing required field"\n  },\n  "trace_id": "2eff5df5c6f688733c007523c4d61cd9"\n}',
  },
  {
    key: 'messagesDev',
    name: 'sample_missing_required_parameter',
    status: 400,
    traceId: null,
    text: '{\n  "error": {\n    "type": "invalid_request_error",\n    "code": "missing_required_parameter",\n    "message": "The \'from\' field is required.",\n    "param": "from"\n  },\n  "request_id": "req_a1b2c3d4e5f6"\n}',
  },
  {
    key: 'trackly',
    name: 'sample_missing_api_key',
    status: 401,
    traceId: null,
    text: '{\n  "error": "API key required",\n  "code": "missing_api_key"\n}',
  },
  {
    key: 'chert',
    name: 'sample_1001',
    status: 400,
    traceId: 'a1b2c3d4e5f6',
    text: '{\n  "success": false,\n  "error": {\n    "status": 400,\n    "code": 1001,\n    "message": "Missing required field: phone",\n    "retryable": false\n  },\n  "trace_id": "a1b2c3d4e5f6"\n}',
  },
  {
    key: 'chert',
    name: 'sample_2012',
    status: 401,
    traceId: '9f8e7d6c',
    text: '{\n  "success": false,\n  "error": {\n    "status": 401,\n    "code": 2012,\n    "message": "No credentials supplied",\n    "retryable": false\n  },\n  "trace_id": "9f8e7d6c"\n}',
  },
  {
    key: 'chert',
    name: 'sample_3004',
    status: 502,
    traceId: 'b2c3d4e5',
    text: '{\n  "success": false,\n  "error": {\n    "status": 502,\n    "code": 3004,\n    "message": "A delivery service returned an error",\n    "retryable": true\n  },\n  "trace_id": "b2c3d4e5"\n}',
  },
  {
    key: 'chert',
    name: 'sample_1011',
    status: 409,
    traceId: 'c3d4e5f6',
    text: '{\n  "success": false,\n  "error": {\n    "status": 409,\n    "code": 1011,\n    "message": "Attachment ref missing attachment_id — register via POST /api/v1/attachments first",\n    "retryable": false,\n    "attachment_index": 2\n  },\n  "trace_id": "c3d4e5f6"\n}',
  },
  {
    key: 'chert',
    name: 'sample_4098',
    status: 400,
    traceId: 'd4e5f6a7',
    text: '{\n  "success": false,\n  "error": {\n    "status": 400,\n    "code": 4098,\n    "message": "Unknown effect: \'fireworks\'",\n    "retryable": false,\n    "allowed_effects": ["celebration", "balloons", "confetti", "fireball", "heart", "laser", "lasers", "shootingstar", "sparkles", "spotlight"]\n  },\n  "trace_id": "d4e5f6a7"\n}',
  },
];

it.each(SAMPLES)('$key $name is the documented body, byte for byte', async ({ key, name, status, traceId, text }) => {
  const answer = await ask(key, { answer: name });
  expect(answer.status).toBe(status);
  expect(answer.text).toBe(text);
  expect(answer.headers.get('x-trace-id')).toBe(traceId);
});

describe('envelopes by path', () => {
  it('linq: the legacy v2 API', async () => {
    const { status, body, headers } = await ask('linq', { answer: '2001', path: '/api/partner/v2/chats' });
    expect(status).toBe(404);
    expect(body).toEqual({ errors: [{ status: 404, code: '2001', title: 'Not Found', detail: 'Chat not found' }] });
    expect(headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ['/api/v1/send', 503, (body: object) => body, { status: 'failed', reason: expect.any(String) }],
    ['/api/salesforce/v1/send', 503, (body: object) => body, { ok: false }],
    ['/api/hubspot/webhook', 200, (body: object) => body, { ok: false }],
    ['/api/hubspot/workflow/send', 200, (body: { outputFields: object }) => body.outputFields, { ok: false }],
  ])('chert: %s is flat', async (path, expectedStatus, inner, extra) => {
    const { status, body, headers } = await ask('chert', { answer: '4002', path });
    const retry_after = Number(headers.get('retry-after'));
    expect(status).toBe(expectedStatus);
    expect(inner(body)).toEqual({
      ...extra,
      code: 4002,
      message: expect.any(String),
      retryable: true,
      retry_after,
      trace_id: headers.get('x-trace-id'),
    });
  });

  it('trackly: the deprecated v1 API has a deprecation header', async () => {
    for (const answer of ['success', 'missing_from', 'bulk_partial', 'account_suspended', 'sample_missing_api_key']) {
      const { headers } = await ask('trackly', { answer, path: '/api/v1/messages/bulk' });
      expect(headers.get('deprecation')).toBe('true');
      expect(headers.get('x-api-deprecated')).toBe('v1 is deprecated');
    }
    expect((await ask('trackly', { answer: 'missing_to' })).headers.has('deprecation')).toBe(false);
  });
});

describe('further responses', () => {
  it.each(keys)('%s: html_502 and empty_500', async (key) => {
    const page = await ask(key, { answer: 'html_502' });
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(page.text).toContain('502 Bad Gateway');
    const empty = await ask(key, { answer: 'empty_500' });
    expect([empty.status, empty.text, empty.headers.get('content-length')]).toEqual([500, '', '0']);
  });

  it('trackly: account_suspended has no code', async () => {
    const { status, text } = await ask('trackly', { answer: 'account_suspended' });
    expect([status, text]).toEqual([403, '{"error":"Account is suspended"}']);
  });

  it.each([
    ['bulk_partial', 1],
    ['bulk_failed', 0],
  ])('trackly: %s', async (answer, queued_count) => {
    const v2 = await ask('trackly', { answer, path: '/api/v2/send/bulk' });
    expect(v2.status).toBe(200);
    expect(v2.body).toMatchObject({ queued_count, error_count: 2 });
    expect(v2.body.errors.map((error: object) => Object.keys(error))).toEqual([
      ['index', 'code', 'error'],
      ['index', 'code', 'error'],
    ]);
    const v1 = await ask('trackly', { answer, path: '/api/v1/messages/bulk' });
    expect(v1.status).toBe(201);
    expect(v1.body).toMatchObject({ queued_count, error_count: 2, deprecated: true });
    expect(Object.keys(v1.body.errors[0])).toEqual(['index', 'to_msisdn', 'error']);
  });

  it('chert: send_failed comes with HTTP 200', async () => {
    const { status, body, headers } = await ask('chert', { answer: 'send_failed', path: '/api/v1/send' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'failed', code: 4001, retryable: true, trace_id: headers.get('x-trace-id') });
  });
});

describe('by default', () => {
  it.each<[VendorKey, string, number, object]>([
    ['linq', 'POST /api/partner/v3/chats', 201, { chat: { message: { delivery_status: 'pending' } } }],
    ['linq', 'GET /api/partner/v3/phone_numbers', 200, { phone_numbers: [{}] }],
    ['linq', 'POST /api/partner/v3/chats/c1/messages?x=1', 202, { chat_id: 'c1' }],
    ['linq', 'GET /api/partner/v2/chats', 200, { data: [{}] }],
    ['messagesDev', 'POST /v1/messages', 201, { status: 'pending', request_id: expect.stringMatching(/^req_/) }],
    ['messagesDev', 'GET /v1/lines', 200, { data: [], request_id: expect.stringMatching(/^req_[0-9a-f]{12}$/) }],
    ['trackly', 'POST /api/v2/send', 200, { success: true, message_id: expect.stringMatching(/^\w{8}$/) }],
    ['trackly', 'POST /api/v2/send/bulk', 200, { error_count: 0, errors: [] }],
    ['trackly', 'POST /api/v1/messages/bulk', 201, { error_count: 0, errors: [], deprecated: true }],
    ['chert', 'POST /api/v1/send', 200, { status: 'sent', lead_created: true, message_id: expect.any(String) }],
    ['chert', 'POST /api/v1/chats', 200, { chat: { is_group: false }, message: { status: 'sent' } }],
    ['chert', 'POST /api/v1/chats/c1/messages', 200, { message: { chat_id: 'c1' } }],
    ['chert', 'POST /api/hubspot/workflow/send', 200, { ok: true }],
  ])('%s: %s succeeds', async (key, route, expectedStatus, expected) => {
    const [method = '', path = ''] = route.split(' ');
    const { status, body, headers } = await ask(key, { method, path });
    expect(status).toBe(expectedStatus);
    expect(body).toMatchObject(expected);
    const traceId = new Map<VendorKey, RegExp>([
      ['linq', /^[0-9a-f]{32}$/],
      ['chert', /^[0-9a-f]{12}$/],
    ]).get(key);
    expect(headers.get('x-trace-id')).toEqual(traceId ? expect.stringMatching(traceId) : null);
  });

  it('creates a new trace id for every request', async () => {
    const answers = await Promise.all([ask('linq'), ask('linq')]);
    expect(new Set(answers.map(({ headers }) => headers.get('x-trace-id'))).size).toBe(2);
  });

  it.each(keys)('%s: success on its usual path, with the headers of its documents', async (key) => {
    const { status, headers } = await ask(key);
    expect([200, 201, 202]).toContain(status);
    const traceIdHeader = byKey.get(key)?.documented.traceIdHeader;
    if (traceIdHeader !== undefined) expect(headers.get(traceIdHeader)).toMatch(/^[\w-]+$/);
  });

  it('telnyx: 404 without credentials, as its documents state', async () => {
    const answer = await ask('telnyx', { headers: {} });
    expect([answer.status, errorOf('telnyx', answer)?.nativeCode]).toEqual([404, '10005']);
  });

  it.each(keys.filter((key) => key !== 'telnyx'))('%s: 401 without credentials', async (key) => {
    const answer = await ask(key, { headers: {} });
    expect(answer.status).toBe(401);
    expect(['missing_credentials', 'unauthenticated']).toContain(errorOf(key, answer)?.code);
  });

  it.each<[VendorKey, (body: { error: { code: string }; code: string }) => unknown, string | number]>([
    ['linq', (body) => body.error.code, 2004],
    ['messagesDev', (body) => body.error.code, 'missing_api_key'],
    ['trackly', (body) => body.code, 'missing_api_key'],
    ['chert', (body) => body.error.code, 2012],
  ])('%s: other credentials than its own are none', async (key, code, expected) => {
    const { status, body } = await ask(key, { headers: { authorization: 'Basic eDp5' } });
    expect(status).toBe(401);
    expect(code(body)).toBe(expected);
  });

  it('accepts signatures and the credentials of the legacy API', async () => {
    expect((await ask('chert', { headers: { 'x-chert-signature': 'abc' } })).status).toBe(200);
    expect((await ask('linq', { headers: { 'x-linq-integration-token': 'abc' } })).status).toBe(201);
  });

  it('whatsapp: 400 on unknown paths, because the Graph API knows no paths, only objects', async () => {
    const answer = await ask('whatsapp', { path: '/v23.0/1/nothing' });
    expect([answer.status, errorOf('whatsapp', answer)?.nativeCode]).toEqual([400, '100']);
  });

  it.each(keys.filter((key) => key !== 'whatsapp'))(
    '%s: 404 on unknown paths, in the vendor’s envelope',
    async (key) => {
      for (const path of ['/', pathOf(key).replace(/\w+$/, 'nothing'), `${pathOf(key)}/c1/nothing`]) {
        const answer = await ask(key, { path });
        expect(answer.status).toBe(404);
        expect(errorOf(key, answer, path)).toMatchObject({
          category: 'not_found',
          nativeCode: expect.stringMatching(/\w/),
        });
      }
    },
  );

  it('returns the built-in vendors with its own hosts', () => {
    expect(simulator.vendors.map(({ name, hosts }) => [name, hosts])).toEqual(
      builtIn.map(({ name, key }) => [name, [simulator[key].host]]),
    );
    expect(simulator.linq.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe('requested responses', () => {
  const statuses = async (count: number, asked: Asked = {}) => {
    const seen: number[] = [];
    for (let i = 0; i < count; i++) seen.push((await ask('linq', asked)).status);
    return seen;
  };

  it('returns the queue in order, then successes', async () => {
    simulator.linq.answerNext(1007, '2001');
    simulator.linq.answerNext('success', 'html_502');
    expect(await statuses(5)).toEqual([429, 404, 201, 502, 201]);
  });

  it('keeps a queue per vendor', async () => {
    simulator.chert.answerNext('2008');
    expect(await statuses(1)).toEqual([201]);
    expect((await ask('chert')).status).toBe(402);
  });

  it('prefers the header, and keeps the queue for the next request', async () => {
    simulator.linq.answerNext('2001');
    expect(await statuses(1, { answer: '3005' })).toEqual([504]);
    expect(await statuses(1, { answer: 'success' })).toEqual([201]);
    expect(await statuses(2)).toEqual([404, 201]);
  });

  it.each(['9999', 'constructor', ''])('lists the existing names if %j is requested', async (answer) => {
    const { status, body } = await ask('linq', { answer });
    expect(status).toBe(400);
    expect(body.simulator).toContain(`no answer '${answer}'`);
    for (const name of simulator.linq.answers) expect(body.simulator).toContain(name);
  });

  it('throws on an unknown name, and queues nothing', async () => {
    expect(() => simulator.linq.answerNext('2001', 'missing_api_key')).toThrow(/no answer 'missing_api_key'.*1001/);
    expect(await statuses(1)).toEqual([201]);
  });
});

describe('Linq’s own SDK', () => {
  let client: LinqAPIV3;
  beforeEach(() => {
    client = new LinqAPIV3({ baseURL: `${simulator.linq.url}/api/partner`, apiKey: 'test', maxRetries: 0 });
  });

  const message = { parts: [{ type: 'text' as const, value: 'Hello!' }] };
  const params = { from: '+12223334444', to: ['+15556667777'], message };

  it('succeeds', async () => {
    const { chat } = await client.chats.create(params);
    expect(chat.message.delivery_status).toBe('pending');
    expect((await client.chats.messages.send(chat.id, { message })).chat_id).toBe(chat.id);
    expect((await client.chats.retrieve(chat.id)).id).toBe(chat.id);
    expect((await client.chats.listChats()).chats).toHaveLength(1);
    expect((await client.chats.messages.list(chat.id)).messages).toHaveLength(1);
    expect((await client.messages.create({ to: params.to, message })).created_new_chat).toBe(true);
    expect((await client.phoneNumbers.list()).phone_numbers).toHaveLength(1);
    expect((await client.webhookSubscriptions.list()).subscriptions).toHaveLength(1);
    await client.chats.markAsRead(chat.id);
    await client.chats.typing.start(chat.id);
  });

  it('throws its own error classes', async () => {
    simulator.linq.answerNext('1001', '1007');
    const missing = await client.chats.create(params).catch((error: unknown) => error);
    expect(missing).toBeInstanceOf(LinqAPIV3.BadRequestError);
    expect(missing).toMatchObject({ status: 400, error: { error: { code: 1001, message: 'Missing required field' } } });
    await expect(client.chats.create(params)).rejects.toBeInstanceOf(LinqAPIV3.RateLimitError);
  });

  it('recovers with its own retry', async () => {
    simulator.linq.answerNext('3001');
    await expect(client.chats.create(params, { maxRetries: 1 })).resolves.toHaveProperty('chat.id');
  });
});

describe('close', () => {
  it('does not wait for kept-alive or half-sent requests, and can be called twice', async () => {
    const own = await startVendorSimulator();
    const vendors = builtIn.map(({ key }) => own[key]);
    for (const { url } of vendors) await (await fetch(url)).text();
    const upload = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(10)) });
    const pending = fetch(own.linq.url, { method: 'POST', body: upload, duplex: 'half' }).catch(() => 'broken');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all([own.close(), own.close()]);
    await own.close();
    expect(await pending).toBe('broken');
    for (const { url } of vendors) await expect(fetch(url)).rejects.toThrow();
  });
});
