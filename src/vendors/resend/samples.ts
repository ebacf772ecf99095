import { randomUUID } from 'node:crypto';
import type { Answer, Call, ErrorRow, Success, VendorSamples } from '../../samples/samples.js';
import { answersByCode, commonAnswers, isBearer, json } from '../../samples/samples.js';

/** Messages and statuses of the page of errors; the domain in them is made up. */
const errors: Readonly<Record<string, ErrorRow>> = {
  invalid_idempotency_key: { status: 400, message: 'Idempotency keys, if present, must have between 1 and 256 characters.' },
  // 400 is about fields, 401 about the key, 403 about the domain of the sender.
  validation_error: { status: 400, otherStatuses: [401, 403], message: 'An error was found with one or more fields in the request.' },
  missing_api_key: { status: 401, message: 'Missing API Key' },
  restricted_api_key: { status: 401, message: 'This API key is restricted to only send emails' },
  invalid_api_key: { status: 403, message: 'API key is invalid' },
  not_found: { status: 404, message: 'The requested endpoint does not exist' },
  method_not_allowed: { status: 405, message: 'Method is not allowed for the requested path' },
  invalid_idempotent_request: { status: 409, message: 'Same idempotency key used with a different request payload' },
  concurrent_idempotent_requests: { status: 409, message: 'Same idempotency key used while original request is still in progress' },
  invalid_attachment: { status: 422, message: 'Attachment must have either a `content` or `path`' },
  invalid_from_address: { status: 422, message: 'Invalid `from` field' },
  invalid_access: { status: 422, message: 'Access must be "full_access" | "sending_access"' },
  invalid_parameter: { status: 422, message: 'The parameter must be a valid UUID' },
  invalid_region: { status: 422, message: 'Region must be "us-east-1" | "eu-west-1" | "sa-east-1"' },
  missing_required_field: { status: 422, message: 'The request body is missing one or more required fields' },
  monthly_quota_exceeded: { status: 429, message: 'You have reached your monthly email sending quota' },
  daily_quota_exceeded: { status: 429, message: 'You have reached your daily email sending quota' },
  rate_limit_exceeded: { status: 429, message: 'Too many requests. Please limit the number of requests per second.' },
  security_error: { status: 451, message: 'We may have found a security issue with the request' },
  application_error: { status: 500, message: 'An unexpected error occurred' },
  internal_server_error: { status: 500, message: 'An unexpected error occurred' },
};

const validationMessages: Readonly<Record<number, string>> = {
  401: 'API key is invalid',
  403: 'The example.com domain is not verified. Please, add and verify your domain.',
};

/** Documented for every response: the limit of requests per second. */
const headers = () => ({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1', 'ratelimit-reset': '1' });

/** Seconds. */
const RETRY_AFTER = 1;

function errorAnswer(name: string, { status, message }: ErrorRow): Answer {
  const own = name === 'validation_error' ? validationMessages[status] : undefined;
  const wait = name === 'rate_limit_exceeded' ? { 'ratelimit-remaining': '0', 'retry-after': String(RETRY_AFTER) } : {};
  return json(status, { statusCode: status, message: own ?? message, name }, { ...headers(), ...wait });
}

/** A batch with the header `x-batch-validation: permissive`. */
const batch = (accepted: number, failed: readonly object[]) => ({
  data: Array.from({ length: accepted }, () => ({ id: randomUUID() })),
  errors: failed,
});

const itemErrors = [
  { index: 1, message: 'The `to` field is missing.' },
  { index: 2, message: 'The `to` field is missing.' },
];

const list: Success = { status: 200, body: () => ({ object: 'list', has_more: false, data: [] }) };

const email = (_: Call, id?: string) => ({
  object: 'email',
  id,
  from: 'Acme <onboarding@example.com>',
  to: ['delivered@example.com'],
  created_at: new Date().toISOString(),
  subject: 'Hello',
  last_event: 'delivered',
});

const routes: Readonly<Record<string, Success>> = {
  'POST /emails': { status: 200, body: () => ({ id: randomUUID() }) },
  'POST /emails/batch': { status: 200, body: () => batch(2, []) },
  'GET /emails': list,
  'GET /emails/*': { status: 200, body: email },
  'POST /emails/*/cancel': { status: 200, body: (_, id) => ({ object: 'email', id }) },
  'GET /domains': list,
  'GET /api-keys': list,
  'GET /webhooks': list,
};

export const resendSamples: VendorSamples = {
  name: 'resend',
  // Resend documents none.
  newTraceId: () => '',
  hasCredentials: (given) => isBearer(given.authorization),
  missingCredentials: 'missing_api_key',
  unknownPath: 'not_found',
  headers,
  answers: new Map(
    Object.entries({
      ...answersByCode(errors, errorAnswer),
      batch_partial: () => json(200, batch(1, itemErrors), headers()),
      batch_failed: () => json(200, batch(0, itemErrors), headers()),
      ...commonAnswers(headers),
    }),
  ),
  routes,
};
