import { secondsUntilRenewal } from '../../normalize/renewal.js';
import type { Answer, Call, ErrorRow, Success, VendorSamples } from '../../samples/samples.js';
import { answersByCode, commonAnswers, hex, isBearer, json } from '../../samples/samples.js';

interface MessagesDevError extends ErrorRow {
  readonly type: string;
  readonly param?: string;
  /** Whether the limit renews at midnight UTC. */
  readonly isDaily?: boolean;
}

const authentication = { type: 'authentication_error', status: 401 };
const authorization = { type: 'authorization_error', status: 403 };
const invalidRequest = { type: 'invalid_request_error', status: 400 };
const notFound = { type: 'not_found_error', status: 404 };
const rateLimit = { type: 'rate_limit_error', status: 429 };

// The documentation contains messages only in its sample bodies; the other messages are ours.
const errors: Readonly<Record<string, MessagesDevError>> = {
  missing_api_key: { ...authentication, message: 'Missing Authorization header.' },
  invalid_api_key: { ...authentication, message: 'Invalid API key.' },
  insufficient_scope: { ...authorization, message: "This key needs the 'messages:write' scope." },
  line_not_accessible: { ...authorization, message: 'This key cannot use the line.', param: 'from' },
  sandbox_not_activated: { ...authorization, message: 'The sandbox is not active.' },
  missing_required_parameter: { ...invalidRequest, message: "The 'from' field is required.", param: 'from' },
  invalid_parameter_value: { ...invalidRequest, message: "The 'to' field has an invalid value.", param: 'to' },
  invalid_json: { ...invalidRequest, message: 'The body is not JSON.' },
  sandbox_contact_mismatch: { ...invalidRequest, message: 'The sandbox cannot send to this number.', param: 'to' },
  line_not_found: { ...notFound, message: 'Line not found.', param: 'from' },
  chat_not_found: { ...notFound, message: 'Chat not found.' },
  message_not_found: { ...notFound, message: 'Message not found.' },
  outbox_item_not_found: { ...notFound, message: 'Outbox item not found.' },
  webhook_not_found: { ...notFound, message: 'Webhook not found.' },
  rate_limit_exceeded: { ...rateLimit, message: 'Hourly rate limit exceeded.' },
  sandbox_quota_exceeded: { ...rateLimit, message: 'Daily sandbox limit reached.', isDaily: true },
  // From the newer public documentation, with its statuses. The last one is a 403 despite its type.
  sandbox_requires_owner: { ...authorization, message: 'The sandbox key has no owner.' },
  empty_file: { ...invalidRequest, message: 'The file is empty.' },
  advanced_features_required: { ...invalidRequest, message: 'The line lacks advanced features.', param: 'from' },
  contact_has_not_messaged: {
    ...invalidRequest,
    status: 403,
    message: 'Cannot send to a contact who has not messaged this line first.',
    param: 'to',
  },
};

/** Seconds. It is short, because the vendor's SDK waits for it, and tests with retries should be fast. */
const RETRY_AFTER = 3;

function errorAnswer(code: string, { status, type, message, param, isDaily }: MessagesDevError, call: Call): Answer {
  const error = { type, code, message, ...(param !== undefined && { param }) };
  const retryAfter = isDaily ? secondsUntilRenewal('midnight UTC') : RETRY_AFTER;
  const wait = status === 429 ? { 'Retry-After': String(retryAfter) } : {};
  return json(status, { error, request_id: call.traceId }, wait);
}

const SAMPLE_MISSING_REQUIRED_PARAMETER = `{
  "error": {
    "type": "invalid_request_error",
    "code": "missing_required_parameter",
    "message": "The 'from' field is required.",
    "param": "from"
  },
  "request_id": "req_a1b2c3d4e5f6"
}`;

/** Writes are queued: the response is an item of the outbox. */
const queued: Success = {
  status: 201,
  body: ({ traceId }) => ({ id: `obx_${hex(12)}`, status: 'pending', request_id: traceId }),
};

const list: Success = {
  status: 200,
  body: ({ traceId }) => ({ data: [], has_more: false, next_cursor: null, request_id: traceId }),
};

const outboxItem = ({ traceId }: Call) => ({
  id: `obx_${hex(12)}`,
  line_id: `ln_${hex(12)}`,
  status: 'sent',
  payload: {},
  completed_at: Date.now(),
  error: null,
  attempts: 1,
  max_attempts: 3,
  created_at: Date.now(),
  request_id: traceId,
});

const webhook = ({ traceId }: Call) => ({
  id: `wh_${hex(12)}`,
  url: 'https://example.com/webhooks',
  events: ['message.sent'],
  created_at: Date.now(),
  request_id: traceId,
});

const routes: Readonly<Record<string, Success>> = {
  'POST /v1/messages': queued,
  'POST /v1/audio-messages': queued,
  'POST /v1/reactions': queued,
  'POST /v1/typing': queued,
  'POST /v1/receipts': queued,
  'GET /v1/messages': list,
  'GET /v1/chats': list,
  'GET /v1/lines': list,
  'GET /v1/reactions': list,
  'GET /v1/receipts': list,
  'GET /v1/webhooks': list,
  'GET /v1/outbox': { status: 200, body: outboxItem },
  'POST /v1/webhooks': { status: 201, body: webhook },
};

/** The request id is only in the body. */
const headers = () => ({});

export const messagesDevSamples: VendorSamples = {
  name: 'messages.dev',
  newTraceId: () => `req_${hex(12)}`,
  hasCredentials: (given) => isBearer(given.authorization),
  missingCredentials: 'missing_api_key',
  // The documentation has no 404 for unknown paths, only for unknown resources.
  unknownPath: 'chat_not_found',
  headers,
  answers: new Map(
    Object.entries({
      ...answersByCode(errors, errorAnswer),
      sample_missing_required_parameter: () => json(400, SAMPLE_MISSING_REQUIRED_PARAMETER),
      ...commonAnswers(headers),
    }),
  ),
  routes,
};
