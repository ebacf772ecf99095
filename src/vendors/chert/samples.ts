import { randomUUID } from 'node:crypto';
import type { Answer, AnswerMaker, Call, ErrorRow, HeaderMaker, Success, VendorSamples } from '../../samples/samples.js';
import { answersByCode, commonAnswers, hex, isBearer, json } from '../../samples/samples.js';

interface ChertError extends ErrorRow {
  /** The column of the documentation. @defaultValue false */
  readonly retryable?: boolean;
  /** The extra fields of the code. `retry_after` is repeated in the header. */
  readonly extras?: Readonly<Record<string, unknown>>;
}

const effects = ['celebration', 'balloons', 'confetti', 'fireball', 'heart', 'laser', 'lasers', 'shootingstar', 'sparkles', 'spotlight'];

// The documentation contains messages only in its sample bodies; the other messages are ours. The waits are short, so
// that clients that obey them do not delay tests.
const errors: Readonly<Record<string, ChertError>> = {
  1001: { status: 400, message: 'Missing required field: phone' },
  1002: { status: 400, message: 'Invalid value: body' },
  1003: { status: 400, message: 'Invalid phone number: +1415555' },
  1004: { status: 400, message: 'Body is not JSON' },
  1005: { status: 400, message: 'URL in the first message' },
  1006: { status: 400, message: 'Too many parts: 11' },
  1007: { status: 429, retryable: true, message: 'Rate limited', extras: { retry_after: 4 } },
  1008: { status: 400, message: 'Two text parts in a row' },
  1009: { status: 400, message: 'Text too long' },
  1010: { status: 400, message: 'Unsupported service: sms' },
  1011: {
    status: 409,
    message: 'Attachment ref missing attachment_id — register via POST /api/v1/attachments first',
    extras: { attachment_index: 2 },
  },
  1012: { status: 409, message: 'Chat is not usable' },
  1013: { status: 409, message: 'Contact without a phone number' },
  2001: { status: 404, message: 'Tenant not found' },
  2002: { status: 404, message: 'Chat not found' },
  2003: { status: 404, message: 'Message not found' },
  2004: { status: 401, message: 'Invalid credentials' },
  2005: { status: 403, message: 'Forbidden' },
  2006: { status: 400, message: 'Phone number is not yours' },
  2007: { status: 403, message: 'Email not verified' },
  2008: { status: 402, message: 'Account limit reached' },
  2010: { status: 403, message: 'Integration not connected: hubspot' },
  2011: { status: 404, message: 'Resource not found' },
  2012: { status: 401, message: 'No credentials supplied' },
  2013: { status: 401, message: 'Timestamp skew too large' },
  2014: { status: 400, message: 'Invalid OAuth state' },
  3001: { status: 500, retryable: true, message: 'Internal server error' },
  3002: { status: 503, retryable: true, message: 'Delivery unavailable' },
  3003: { status: 500, otherStatuses: [503], message: 'Delivery service not configured' },
  3004: { status: 502, retryable: true, message: 'A delivery service returned an error' },
  4001: { status: 502, retryable: true, message: 'Delivery failed' },
  4002: { status: 503, retryable: true, message: 'All lines are saturated', extras: { retry_after: 5 } },
  4098: { status: 400, message: "Unknown effect: 'fireworks'", extras: { allowed_effects: effects } },
  4099: { status: 422, otherStatuses: [501], message: 'Not supported on this line' },
  5001: { status: 404, message: 'Attachment not found', extras: { attachment_index: 0 } },
  5002: { status: 400, message: 'Attachment too large', extras: { attachment_index: 0 } },
  5003: { status: 400, message: 'Unsupported MIME type', extras: { attachment_index: 0 } },
  5004: { status: 400, message: 'Attachment not uploaded', extras: { attachment_index: 0 } },
};

const headers: HeaderMaker = ({ traceId }) => ({ 'X-Trace-ID': traceId });

const SEND = '/api/v1/send';

function errorAnswer(code: string, row: ChertError, call: Call): Answer {
  const { status, message, retryable = false, extras } = row;
  const detail = { code: Number(code), message, retryable, ...extras };
  const flat = { ...detail, trace_id: call.traceId };
  const wait = extras?.retry_after === undefined ? {} : { 'Retry-After': String(extras.retry_after) };
  const sent = { ...headers(call), ...wait };

  if (call.path === SEND) return json(status, { status: 'failed', ...flat, reason: message }, sent);
  if (call.path.startsWith('/api/salesforce/')) return json(status, { ok: false, ...flat }, sent);
  // HubSpot always receives 200. The documentation does not distinguish kinds of failures, so this applies to every
  // code.
  if (call.path.startsWith('/api/hubspot/webhook')) return json(200, { ok: false, ...flat }, sent);
  if (call.path.startsWith('/api/hubspot/')) return json(200, { outputFields: { ok: false, ...flat } }, sent);
  return json(status, { success: false, error: { status, ...detail }, trace_id: call.traceId }, sent);
}

/** A send that was accepted over HTTP and failed downstream. */
const sendFailed: AnswerMaker = (call) =>
  json(
    200,
    {
      status: 'failed',
      code: 4001,
      message: 'Delivery failed',
      retryable: true,
      reason: 'Rejected downstream',
      trace_id: call.traceId,
    },
    headers(call),
  );

const SAMPLE_1001 = `{
  "success": false,
  "error": {
    "status": 400,
    "code": 1001,
    "message": "Missing required field: phone",
    "retryable": false
  },
  "trace_id": "a1b2c3d4e5f6"
}`;

const SAMPLE_2012 = `{
  "success": false,
  "error": {
    "status": 401,
    "code": 2012,
    "message": "No credentials supplied",
    "retryable": false
  },
  "trace_id": "9f8e7d6c"
}`;

const SAMPLE_3004 = `{
  "success": false,
  "error": {
    "status": 502,
    "code": 3004,
    "message": "A delivery service returned an error",
    "retryable": true
  },
  "trace_id": "b2c3d4e5"
}`;

const SAMPLE_1011 = `{
  "success": false,
  "error": {
    "status": 409,
    "code": 1011,
    "message": "Attachment ref missing attachment_id — register via POST /api/v1/attachments first",
    "retryable": false,
    "attachment_index": 2
  },
  "trace_id": "c3d4e5f6"
}`;

const SAMPLE_4098 = `{
  "success": false,
  "error": {
    "status": 400,
    "code": 4098,
    "message": "Unknown effect: 'fireworks'",
    "retryable": false,
    "allowed_effects": ["celebration", "balloons", "confetti", "fireball", "heart", "laser", "lasers", "shootingstar", "sparkles", "spotlight"]
  },
  "trace_id": "d4e5f6a7"
}`;

const message = (chatId: string) => ({
  id: hex(32),
  chat_id: chatId,
  parts: [{ type: 'text', value: 'Hi Sam - got a minute?' }],
  status: 'sent',
  direction: 'outbound',
  created_at: new Date().toISOString(),
  delivered_at: null,
  read_at: null,
  service: 'imessage',
});

const createdChat = () => {
  const id = randomUUID();
  return {
    chat: {
      id,
      display_name: 'Sam Chen',
      handles: [{ service: 'imessage', address: '+14155551234' }],
      is_group: false,
      service: 'imessage',
      health_score: 87,
      created_at: new Date().toISOString(),
    },
    message: message(id),
  };
};

const sent = () => ({
  status: 'sent',
  message_id: hex(32),
  lead_id: randomUUID(),
  lead_created: true,
  convo_id: randomUUID(),
  phone_line_id: randomUUID(),
});

const phoneLine = {
  id: 'pl_01H',
  phone_line_id: 'pl_01H',
  phone_number: '+15555550100',
  service: 'imessage',
  is_active: true,
  capabilities: ['imessage', 'send', 'receive'],
};

const ok: Success = { status: 200, body: () => ({ ok: true }) };

const routes: Readonly<Record<string, Success>> = {
  [`POST ${SEND}`]: { status: 200, body: sent },
  'POST /api/v1/chats': { status: 200, body: createdChat },
  'POST /api/v1/chats/*/messages': { status: 200, body: (_, id) => ({ message: message(id) }) },
  'GET /api/v1/phone-numbers': { status: 200, body: () => ({ phone_numbers: [phoneLine] }) },
  'POST /api/salesforce/**': ok,
  'POST /api/hubspot/**': ok,
};

export const chertSamples: VendorSamples = {
  name: 'chert',
  newTraceId: () => hex(12),
  hasCredentials: (given) => isBearer(given.authorization) || given['x-chert-signature'] !== undefined,
  missingCredentials: '2012',
  unknownPath: '2011',
  headers,
  answers: new Map(
    Object.entries({
      ...answersByCode(errors, errorAnswer),
      send_failed: sendFailed,
      sample_1001: () => json(400, SAMPLE_1001, { 'X-Trace-ID': 'a1b2c3d4e5f6' }),
      sample_2012: () => json(401, SAMPLE_2012, { 'X-Trace-ID': '9f8e7d6c' }),
      sample_3004: () => json(502, SAMPLE_3004, { 'X-Trace-ID': 'b2c3d4e5' }),
      sample_1011: () => json(409, SAMPLE_1011, { 'X-Trace-ID': 'c3d4e5f6' }),
      sample_4098: () => json(400, SAMPLE_4098, { 'X-Trace-ID': 'd4e5f6a7' }),
      ...commonAnswers(headers),
    }),
  ),
  routes,
};
