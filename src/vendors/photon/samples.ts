import { randomUUID } from 'node:crypto';
import type { Answer, Call, ErrorRow, HeaderMaker, Success, VendorSamples } from '../../samples/samples.js';
import { answersByCode, commonAnswers, isBearer, json } from '../../samples/samples.js';

interface PhotonError extends ErrorRow {
  /** The name of the gRPC status. */
  readonly code: string;
  readonly retryable?: boolean;
}

// The documents group the codes by gRPC status. The HTTP statuses are those of grpc-gateway, the messages are ours.
const unauthenticated = { status: 401, code: 'unauthenticated' };
const permissionDenied = { status: 403, code: 'permission_denied' };
const exhausted = { status: 429, code: 'resource_exhausted', retryable: true };
const alreadyExists = { status: 409, code: 'already_exists' };
const notFound = { status: 404, code: 'not_found' };
const invalidArgument = { status: 400, code: 'invalid_argument' };
const failedPrecondition = { status: 400, code: 'failed_precondition' };
const internal = { status: 500, code: 'internal' };
const unavailable = { status: 503, code: 'unavailable', retryable: true };

const errors: Readonly<Record<string, PhotonError>> = {
  unauthenticated: { ...unauthenticated, message: 'missing credentials' },
  tokenExpired: { ...unauthenticated, message: 'token expired' },
  tokenBlocked: { ...permissionDenied, message: 'token blocked' },
  unauthorized: { ...permissionDenied, message: 'not allowed' },
  dailyLimitExceeded: { ...exhausted, message: 'daily limit exceeded' },
  recipientLimitExceeded: { ...exhausted, message: 'recipient limit exceeded' },
  uploadRateExceeded: { ...exhausted, message: 'upload rate exceeded' },
  contentDuplicateExceeded: { ...exhausted, message: 'too many identical messages' },
  recipientCoolingDown: { ...exhausted, message: 'recipient is cooling down' },
  recipientLocked: { ...exhausted, message: 'recipient is locked' },
  burstRateExceeded: { ...exhausted, message: 'burst rate exceeded' },
  newContactThrottled: { ...exhausted, message: 'too many new contacts' },
  sendReceiveRatioExceeded: { ...exhausted, message: 'send to receive ratio exceeded' },
  duplicateMessage: { ...alreadyExists, message: 'duplicate message' },
  chatNotFound: { ...notFound, message: 'chat not found' },
  messageNotFound: { ...notFound, message: 'message not found' },
  attachmentNotFound: { ...notFound, message: 'attachment not found' },
  addressNotFound: { ...notFound, message: 'address not found' },
  sharedFriendLocationNotFound: { ...notFound, message: 'shared location not found' },
  groupIconNotFound: { ...notFound, message: 'group icon not found' },
  pollNotFound: { ...notFound, message: 'poll not found' },
  invalidArgument: { ...invalidArgument, message: 'chat guid is invalid' },
  preconditionFailed: { ...failedPrecondition, message: 'precondition failed' },
  operationNotSupported: { ...failedPrecondition, message: 'operation not supported' },
  attachmentNotReady: { ...failedPrecondition, message: 'attachment not ready', retryable: true },
  privateApiUnavailable: { ...failedPrecondition, message: 'private api unavailable' },
  serviceUnavailable: { ...unavailable, message: 'service unavailable' },
  timeout: { status: 504, code: 'deadline_exceeded', retryable: true, message: 'deadline exceeded' },
  internalError: { ...internal, message: 'internal error' },
  databaseError: { ...internal, message: 'database error' },
  networkError: { ...unavailable, message: 'network error' },
};

const headers: HeaderMaker = ({ traceId }) => ({ 'x-request-id': traceId, 'x-spectrum-middleware': '0.1.0' });

/** Seconds. Short, because Photon's SDK obeys it: a test with retries should not stall. */
const RETRY_AFTER = 1;

function errorAnswer(errorCode: string, { status, code, message, retryable = false }: PhotonError, call: Call): Answer {
  const wait = status === 429 ? { 'Retry-After': String(RETRY_AFTER) } : {};
  const body = { code, message, source: 'upstream', errorCode, retryable, context: {}, requestId: call.traceId };
  return json(status, body, { ...headers(call), ...wait });
}

const message = (guid: string = randomUUID()) => ({
  guid,
  content: { text: 'Hello' },
  dateCreated: new Date().toISOString(),
  isFromMe: true,
  isSent: true,
  chatGuids: ['any;-;alice@example.com'],
});

const chat = () => ({ guid: 'any;-;alice@example.com', isGroup: false });

const sent: Success = { status: 200, body: () => ({ message: message() }) };

const routes: Readonly<Record<string, Success>> = {
  'POST /v1/messages:sendText': sent,
  'POST /v1/messages:sendAttachment': sent,
  'POST /v1/messages:sendMultipart': sent,
  'GET /v1/messages:listRecent': { status: 200, body: () => ({ messages: [message()] }) },
  'GET /v1/messages:listByChat': { status: 200, body: () => ({ messages: [message()] }) },
  'GET /v1/messages/*': { status: 200, body: (_, guid) => ({ message: message(guid) }) },
  'POST /v1/chats': { status: 200, body: () => ({ chat: chat(), initialMessage: message() }) },
  'GET /v1/chats:get': { status: 200, body: () => ({ chat: chat() }) },
  'GET /v1/chats:count': { status: 200, body: () => ({ count: 1 }) },
};

export const photonSamples: VendorSamples = {
  name: 'photon',
  newTraceId: () => randomUUID(),
  hasCredentials: (given) => isBearer(given.authorization),
  missingCredentials: 'unauthenticated',
  // The documents have no 404 for unknown paths, only for unknown resources.
  unknownPath: 'chatNotFound',
  headers,
  answers: new Map(Object.entries({ ...answersByCode(errors, errorAnswer), ...commonAnswers(headers) })),
  routes,
};
