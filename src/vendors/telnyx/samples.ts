import { randomUUID } from 'node:crypto';
import type { Answer, Call, ErrorRow, HeaderMaker, Success, VendorSamples } from '../../samples/samples.js';
import { answersByCode, commonAnswers, isBearer, json } from '../../samples/samples.js';

interface TelnyxError extends ErrorRow {
  readonly detail?: string;
  /** A JSON pointer to the field. */
  readonly pointer?: string;
}

/** What is wrong with the request; 400, unless the documents state another status. */
const invalid = (message: string, more: Partial<TelnyxError> = {}): TelnyxError => ({ status: 400, message, ...more });

// The documents state few statuses: documented-codes.ts lists them, and the others are our choice. So are the details.
const errors: Readonly<Record<string, TelnyxError>> = {
  10000: invalid('Invalid parameter'),
  10001: invalid('Inactive phone number'),
  10002: invalid('Invalid phone number'),
  10003: invalid('Invalid URL', { pointer: '/webhook_url' }),
  10004: invalid('Missing required parameter', { pointer: '/to' }),
  10005: { status: 404, message: 'Resource not found' },
  10006: invalid('Invalid ID'),
  10007: { status: 500, message: 'Unexpected error' },
  10008: { status: 408, message: 'Request timeout' },
  10009: { status: 401, message: 'Authentication failed' },
  10010: { status: 403, message: 'Authorization failed' },
  10011: { status: 429, message: 'Too many requests' },
  10012: { status: 409, message: 'Duplicate resource' },
  10013: invalid('Missing association'),
  10014: { status: 415, message: 'Unsupported Media Type' },
  10015: { status: 422, message: 'Bad Request', pointer: '/text' },
  10016: { status: 422, message: 'Phone number must be in +E.164 format', detail: "The 'to' parameter must be in +E.164 format.", pointer: '/to' },
  10017: invalid('Associated resource does not exist'),
  10018: invalid('Invalid sort direction'),
  10019: invalid('Invalid email address'),
  10020: invalid('Invalid resource type'),
  10021: { status: 409, message: 'Resource in use' },
  10022: invalid('One or more invalid IDs'),
  10023: invalid('Invalid JSON'),
  10024: { status: 415, message: 'Unsupported Content-Type' },
  10025: invalid('String length out of range'),
  10026: invalid('Invalid parameter type'),
  10027: { status: 422, message: 'Unprocessable Entity' },
  10028: invalid('Character encoding error'),
  10029: { status: 415, message: 'Expected JSON Content-Type' },
  10030: { status: 405, message: 'Method not allowed' },
  10031: invalid('Invalid request filter'),
  10032: invalid('Invalid enumerated value'),
  10033: invalid('Value outside of range'),
  10034: { status: 415, message: 'Expected URL-encoded form Content-Type' },
  10035: { status: 409, message: 'Resource locked' },
  10036: { status: 409, message: 'Resource is being processed' },
  10037: { status: 503, message: 'Service unavailable' },
  10038: { status: 403, message: 'Feature not permitted' },
  10039: { status: 403, message: 'Feature limited' },
  20001: { status: 401, message: 'Invalid API Key secret' },
  20002: { status: 401, message: 'API Key revoked' },
  20003: { status: 403, message: 'API Key forbidden' },
  20006: { status: 401, message: 'Expired access token' },
  20008: { status: 401, message: 'Invalid API Key' },
  20012: { status: 403, message: 'Account inactive' },
  20013: { status: 403, message: 'Account blocked' },
  20014: { status: 403, message: 'Account unverified' },
  20015: { status: 403, message: 'Feature not enabled' },
  20016: { status: 403, message: 'Account not level 1 verified' },
  20017: { status: 403, message: 'Account not level 2 verified' },
  20100: { status: 402, message: 'Insufficient Funds' },
  40100: invalid('Number not messaging enabled'),
  40150: invalid('Toll free number not in registry'),
  40151: { status: 409, message: 'Message enablement pending with other provider' },
  40155: invalid('LOA required'),
  40300: invalid('Blocked due to STOP message'),
  40301: invalid("Unsupported message type for the 'to' address", { pointer: '/to' }),
  40302: invalid('Message too large'),
  40303: { status: 404, message: 'Message not found' },
  40304: invalid('Invalid combination of message content arguments'),
  40305: invalid("Invalid 'from' address", { pointer: '/from' }),
  40306: invalid('Alpha sender not configured'),
  40307: invalid('Alpha sender mismatch'),
  40308: invalid("Invalid 'from' address for MMS", { pointer: '/from' }),
  40309: invalid('Invalid destination region'),
  40310: invalid("Invalid 'to' address", { pointer: '/to' }),
  40311: { status: 401, message: 'Invalid messaging profile secret' },
  40312: { status: 403, message: 'Messaging profile is disabled' },
  40313: { status: 401, message: 'Missing messaging profile secret' },
  40314: { status: 403, message: 'Messaging disabled on account' },
  40315: { status: 403, message: "Unhealthy 'from' address", pointer: '/from' },
  40316: invalid('No content provided for message'),
  40317: invalid('Invalid MMS content'),
  40318: { status: 429, message: 'Message queue full' },
  40319: invalid("Incompatible message type for the 'to' address", { pointer: '/to' }),
  40320: { status: 409, message: "Temporarily unusable 'from' address", pointer: '/from' },
  40321: invalid('No usable numbers on messaging profile'),
  40322: { status: 403, message: 'Blocked due to content' },
  40323: { status: 500, message: 'Messaging activation failed' },
  40325: invalid('Invalid alphanumeric sender ID'),
  40328: invalid('SMS exceeds recommended size'),
  40331: { status: 403, message: 'Missing whitelisted destinations' },
  40333: { status: 403, message: 'Messaging profile spend limit reached' },
  41000: invalid('WhatsApp Error'),
};

/** Seconds. Short, so that a test with retries does not stall. */
const RESET = '2';

const headers: HeaderMaker = ({ traceId }) => ({ 'X-Request-Id': traceId });

function errorAnswer(code: string, { status, message, detail, pointer }: TelnyxError, call: Call): Answer {
  const error = {
    code,
    title: message,
    ...(detail !== undefined && { detail }),
    ...(pointer !== undefined && { source: { pointer } }),
    meta: { url: `https://developers.telnyx.com/docs/overview/errors/${code}` },
  };
  const limit = code === '10011' ? { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': RESET } : {};
  return json(status, { errors: [error] }, { ...headers(call), ...limit });
}

const SAMPLE_10011 = `{
  "errors": [
    {
      "code": "10011",
      "title": "Too many requests",
      "detail": "You have exceeded the maximum number of allowed requests."
    }
  ]
}`;

const message = (id: string) => ({
  data: {
    record_type: 'message',
    direction: 'outbound',
    id,
    type: 'SMS',
    from: { phone_number: '+12223334444', carrier: 'Telnyx', line_type: 'Wireless' },
    to: [{ phone_number: '+15556667777', status: 'queued', carrier: 'T-MOBILE USA, INC.', line_type: 'Wireless' }],
    text: 'Hello!',
    media: [],
    received_at: new Date().toISOString(),
    sent_at: null,
    completed_at: null,
    errors: [],
  },
});

const sent: Success = { status: 200, body: () => message(randomUUID()) };

const routes: Readonly<Record<string, Success>> = {
  'POST /v2/messages': sent,
  'POST /v2/messages/*': sent,
  'GET /v2/messages/*': { status: 200, body: (_, id) => message(id) },
  'DELETE /v2/messages/*': { status: 200, body: (_, id) => message(id).data },
};

export const telnyxSamples: VendorSamples = {
  name: 'telnyx',
  newTraceId: () => randomUUID(),
  hasCredentials: (given) => isBearer(given.authorization),
  // Not a 401: without credentials, no path exists.
  missingCredentials: '10005',
  unknownPath: '10005',
  headers,
  answers: new Map(
    Object.entries({
      ...answersByCode(errors, errorAnswer),
      sample_10011: (call: Call) => json(429, SAMPLE_10011, headers(call)),
      ...commonAnswers(headers),
    }),
  ),
  routes,
};
