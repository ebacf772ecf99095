import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Answer, Call, ErrorRow, HeaderMaker, Success, VendorSamples } from '../../samples/samples.js';
import { answersByCode, commonAnswers, hex, isBearer, json } from '../../samples/samples.js';

interface LinqError extends ErrorRow {
  /** Seconds. It is short, because Linq's SDK waits for it, and tests with retries should be fast. */
  readonly retryAfter?: number;
  readonly docUrl?: string;
}

const errors: Readonly<Record<string, LinqError>> = {
  1001: { status: 400, message: 'Missing required field' },
  1002: { status: 400, message: 'Phone number must be in E.164 format' },
  1003: { status: 400, message: 'Invalid request body' },
  1004: { status: 400, message: 'Invalid message content' },
  1005: { status: 400, message: 'Invalid parameter value' },
  1006: { status: 409, message: 'Cannot update direct message chats' },
  1007: { status: 429, otherStatuses: [503], message: 'Rate limit exceeded', retryAfter: 2 },
  2001: { status: 404, message: 'Chat not found' },
  2002: { status: 404, message: 'Message not found' },
  2003: { status: 404, message: 'Attachment not found' },
  2004: { status: 401, message: 'Unauthorized' },
  2005: { status: 403, message: 'Access denied' },
  2006: { status: 403, message: 'Phone number permission denied' },
  2007: { status: 404, message: 'Attachment not ready' },
  2008: { status: 403, message: 'Recipient not allowed' },
  2009: { status: 409, message: 'The chat is still being created' },
  2010: { status: 404, message: 'Webhook subscription not found' },
  2011: { status: 403, message: 'Feature not available', docUrl: 'https://docs.linqapp.com/error/codes/2xxx/2011/' },
  2012: { status: 404, message: 'Contact card not found' },
  2013: { status: 409, message: 'This chat is unavailable' },
  2014: { status: 409, message: 'Contact card already exists' },
  2015: { status: 409, message: 'Operation conflicts with current state' },
  3001: { status: 500, message: 'Server connection error' },
  3002: { status: 500, message: 'Server operation failed' },
  3003: { status: 500, message: 'Service connection error' },
  3004: { status: 500, message: 'Service operation failed' },
  3005: { status: 504, message: 'Network timeout' },
  3006: { status: 500, message: 'Internal server error' },
  3007: { status: 500, message: 'Maximum delivery attempts exceeded' },
  4001: { status: 500, message: 'Delivery failed' },
  4002: { status: 500, message: 'Phone not available' },
  4003: { status: 500, message: 'Webhook delivery failed' },
  // The 30 seconds are only in the documentation, because only 429 is documented to contain retry_after.
  4004: { status: 503, message: 'Service unavailable' },
  5001: { status: 500, message: 'File upload failed' },
  5002: { status: 500, message: 'File download failed' },
  5003: { status: 500, message: 'Failed to generate file URL' },
  5004: { status: 400, message: 'Invalid file type' },
  5005: { status: 400, message: 'File too large' },
  5006: { status: 400, message: 'Content type mismatch' },
  5007: { status: 400, message: 'Failed to download image from the provided URL' },
  // Newer codes. Their messages, and some statuses, are not documented; these are ours.
  1008: { status: 400, message: 'Invalid message part' },
  2016: { status: 400, message: 'Operation not supported for this chat' },
  2017: { status: 400, message: 'Operation not supported for this message' },
  2018: { status: 400, message: 'Operation not supported for this service' },
  2019: { status: 404, message: 'Phone number not found' },
  2021: { status: 404, message: 'Resource not found' },
  2022: { status: 500, message: 'Upstream operation failed' },
  2023: { status: 409, message: 'Mentions are for group chats' },
  2024: { status: 403, message: 'Recipient has opted out' },
  2026: { status: 403, message: 'Handle is blocked' },
  2027: { status: 403, message: 'Phone number is temporarily ineligible' },
  2028: { status: 400, message: 'App clips are not supported for this service' },
  4005: { status: 400, message: 'Recipient cannot be reached' },
  4009: { status: 503, message: 'Line has no RCS account' },
  4010: { status: 503, message: 'RCS check could not run' },
  // From the legacy API, whose codes are words.
  not_found: { status: 404, message: 'Chat not found' },
};

const headers: HeaderMaker = ({ traceId }) => ({ 'X-Trace-ID': traceId });

function errorAnswer(code: string, { status, message, retryAfter, docUrl }: LinqError, call: Call): Answer {
  const wait = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  const body = call.path.includes('/v2/')
    ? // The legacy API has the code as text, and the trace id only in the header.
      { errors: [{ status, code, title: STATUS_CODES[status], detail: message }] }
    : {
        success: false,
        error: { status, code: Number(code) || code, message, ...(retryAfter !== undefined && { retry_after: retryAfter }), ...(docUrl !== undefined && { doc_url: docUrl }) },
        trace_id: call.traceId,
      };
  return json(status, body, { ...headers(call), ...wait });
}

const SAMPLE_1001 = `{
  "success": false,
  "error": {
    "status": 400,
    "code": 1001,
    "message": "Missing required field"
  },
  "trace_id": "2eff5df5c6f688733c007523c4d61cd9"
}`;

const HEALTHY = { doc_url: 'https://docs.linqapp.com/', status: 'HEALTHY' };

const now = () => new Date().toISOString();

const handle = (number: string, isMe: boolean) => ({
  id: randomUUID(),
  handle: number,
  joined_at: now(),
  service: 'iMessage',
  status: 'active',
  is_me: isMe,
});

const handles = () => [handle('+12223334444', true), handle('+15556667777', false)];

const chat = (id: string) => ({
  id,
  display_name: null,
  handles: handles(),
  health_status: { ...HEALTHY, updated_at: now() },
  is_archived: false,
  is_group: false,
  service: 'iMessage',
  created_at: now(),
  updated_at: now(),
});

const sentMessage = () => ({
  id: randomUUID(),
  created_at: now(),
  delivery_status: 'pending',
  is_read: false,
  parts: [{ type: 'text', value: 'Hello!', reactions: null }],
  sent_at: null,
  service: 'iMessage',
});

const message = (id: string) => ({
  ...sentMessage(),
  id,
  chat_id: randomUUID(),
  is_delivered: false,
  is_from_me: true,
  updated_at: now(),
});

const createdChat = () => {
  const { id, display_name, handles, health_status, is_group, service } = chat(randomUUID());
  return { chat: { id, display_name, handles, health_status, is_group, service, message: sentMessage() } };
};

const voiceMemo = (chatId: string) => ({
  voice_memo: {
    id: randomUUID(),
    chat: { id: chatId, handles: handles(), is_active: true, is_group: false, service: 'iMessage' },
    created_at: now(),
    from: '+12223334444',
    status: 'queued',
    to: ['+15556667777'],
    voice_memo: {
      id: randomUUID(),
      filename: 'memo.m4a',
      mime_type: 'audio/x-m4a',
      size_bytes: 1024,
      url: 'https://files.example.com/memo.m4a',
    },
  },
});

const attachment = (id: string) => ({
  id,
  content_type: 'image/png',
  created_at: now(),
  filename: 'image.png',
  size_bytes: 1024,
  status: 'complete',
});

const contactCard = () => ({ first_name: 'Ada', is_active: true, phone_number: '+12223334444' });

const subscription = (id: string) => ({
  id,
  created_at: now(),
  is_active: true,
  subscribed_events: ['message.sent', 'message.failed'],
  target_url: 'https://example.com/webhooks',
  updated_at: now(),
});

const accepted = ({ traceId }: Call) => ({ status: 'accepted', message: 'Accepted', trace_id: traceId });

const phoneNumber = () => ({ id: randomUUID(), phone_number: '+12223334444' });

const legacyChat = () => ({ id: 12345, display_name: '+15556667777', service: 'iMessage', group: false });

const V2 = '/api/partner/v2';
const V3 = '/api/partner/v3';

/** The calls of Linq's SDK, with bodies according to its types, and the most common calls of the legacy API. */
const routes: Readonly<Record<string, Success>> = {
  [`POST ${V3}/chats`]: { status: 201, body: createdChat },
  [`GET ${V3}/chats`]: { status: 200, body: () => ({ chats: [chat(randomUUID())], next_cursor: null }) },
  [`GET ${V3}/chats/*`]: { status: 200, body: (_, id) => chat(id) },
  [`PUT ${V3}/chats/*`]: { status: 202, body: (_, id) => ({ chat_id: id, status: 'accepted' }) },
  [`POST ${V3}/chats/*/read`]: { status: 204 },
  [`POST ${V3}/chats/*/leave`]: { status: 202, body: accepted },
  [`POST ${V3}/chats/*/share_contact_card`]: { status: 204 },
  [`POST ${V3}/chats/*/voicememo`]: { status: 202, body: (_, id) => voiceMemo(id) },
  [`POST ${V3}/chats/*/messages`]: { status: 202, body: (_, id) => ({ chat_id: id, message: sentMessage() }) },
  [`GET ${V3}/chats/*/messages`]: {
    status: 200,
    body: () => ({ messages: [message(randomUUID())], next_cursor: null }),
  },
  [`POST ${V3}/chats/*/participants`]: { status: 202, body: accepted },
  [`DELETE ${V3}/chats/*/participants`]: { status: 202, body: accepted },
  [`POST ${V3}/chats/*/typing`]: { status: 204 },
  [`DELETE ${V3}/chats/*/typing`]: { status: 204 },
  [`POST ${V3}/chats/*/location/request`]: { status: 200, body: () => ({ success: true, message: 'Requested' }) },
  [`GET ${V3}/chats/*/location`]: {
    status: 200,
    body: () => ({ success: true, data: { type: 'FeatureCollection', features: [] } }),
  },
  [`POST ${V3}/messages`]: {
    status: 202,
    body: () => ({
      chat_id: randomUUID(),
      created_new_chat: true,
      from: '+12223334444',
      from_selection: { reason: 'new_best_number', reused_existing_chat: false },
      handles: handles(),
      is_group: false,
      message: sentMessage(),
      service: 'iMessage',
    }),
  },
  [`GET ${V3}/messages/*`]: { status: 200, body: (_, id) => message(id) },
  [`PATCH ${V3}/messages/*`]: { status: 200, body: (_, id) => message(id) },
  [`DELETE ${V3}/messages/*`]: { status: 204 },
  [`GET ${V3}/messages/*/thread`]: { status: 200, body: (_, id) => ({ messages: [message(id)], next_cursor: null }) },
  [`POST ${V3}/messages/*/reactions`]: { status: 202, body: accepted },
  [`POST ${V3}/messages/*/update`]: {
    status: 202,
    body: () => ({ chat_id: randomUUID(), message: sentMessage() }),
  },
  [`POST ${V3}/attachments`]: {
    status: 201,
    body: () => ({
      attachment_id: randomUUID(),
      download_url: 'https://files.example.com/download',
      expires_at: now(),
      http_method: 'PUT',
      required_headers: { 'Content-Type': 'image/png' },
      upload_url: 'https://files.example.com/upload',
    }),
  },
  [`GET ${V3}/attachments/*`]: { status: 200, body: (_, id) => attachment(id) },
  [`DELETE ${V3}/attachments/*`]: { status: 204 },
  [`GET ${V3}/phone_numbers`]: {
    status: 200,
    body: () => ({ phone_numbers: [{ ...phoneNumber(), health_status: HEALTHY, reputation: HEALTHY }] }),
  },
  [`PUT ${V3}/phone_numbers/*`]: {
    status: 200,
    body: (_, id) => ({ id, forwarding_number: null, phone_number: '+12223334444' }),
  },
  [`GET ${V3}/phonenumbers`]: { status: 200, body: () => ({ phone_numbers: [phoneNumber()] }) },
  [`GET ${V3}/available_number`]: {
    status: 200,
    body: () => ({ phone_number: '+12223334444', vcf_url: 'https://files.example.com/contact.vcf' }),
  },
  [`POST ${V3}/capability/check_imessage`]: {
    status: 200,
    body: () => ({ address: '+15556667777', available: true }),
  },
  [`POST ${V3}/capability/check_rcs`]: { status: 200, body: () => ({ address: '+15556667777', available: true }) },
  [`GET ${V3}/contact_card`]: { status: 200, body: () => ({ contact_cards: [contactCard()] }) },
  [`POST ${V3}/contact_card`]: { status: 201, body: contactCard },
  [`PATCH ${V3}/contact_card`]: { status: 200, body: contactCard },
  [`GET ${V3}/webhook-events`]: {
    status: 200,
    body: () => ({
      doc_url: 'https://docs.linqapp.com/guides/webhooks/events',
      events: ['message.sent', 'message.failed'],
    }),
  },
  [`POST ${V3}/webhook-subscriptions`]: {
    status: 201,
    body: () => ({ ...subscription(randomUUID()), signing_secret: 'whsec_c2ltdWxhdGVk' }),
  },
  [`GET ${V3}/webhook-subscriptions`]: {
    status: 200,
    body: () => ({ subscriptions: [subscription(randomUUID())] }),
  },
  [`GET ${V3}/webhook-subscriptions/*`]: { status: 200, body: (_, id) => subscription(id) },
  [`PUT ${V3}/webhook-subscriptions/*`]: { status: 200, body: (_, id) => subscription(id) },
  [`DELETE ${V3}/webhook-subscriptions/*`]: { status: 204 },
  [`POST ${V2}/chats`]: { status: 201, body: () => ({ data: legacyChat() }) },
  [`GET ${V2}/chats`]: { status: 200, body: () => ({ data: [legacyChat()], meta: { page: 1, total_pages: 1 } }) },
  [`POST ${V2}/chats/*/chat_messages`]: {
    status: 201,
    body: () => ({ data: { id: 67890, text: 'Hello!', sent_at: now(), delivery_status: 'pending' } }),
  },
};

export const linqSamples: VendorSamples = {
  name: 'linq',
  newTraceId: () => hex(32),
  // The second is from the legacy API.
  hasCredentials: (given) => isBearer(given.authorization) || given['x-linq-integration-token'] !== undefined,
  missingCredentials: '2004',
  // The documentation has no 404 for unknown paths, only for unknown resources.
  unknownPath: '2001',
  headers,
  answers: new Map(
    Object.entries({
      ...answersByCode(errors, errorAnswer),
      sample_1001: () => json(400, SAMPLE_1001, { 'X-Trace-ID': '2eff5df5c6f688733c007523c4d61cd9' }),
      ...commonAnswers(headers),
    }),
  ),
  routes,
};
