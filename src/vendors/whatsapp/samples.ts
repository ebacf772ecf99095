import type { Answer, Call, ErrorRow, HeaderMaker, Success, VendorSamples } from '../../samples/samples.js';
import { answersByCode, commonAnswers, hex, isBearer, json } from '../../samples/samples.js';

interface WhatsAppError extends ErrorRow {
  /** Meta's title, which is in `message` with the code. */
  readonly message: string;
  readonly details?: string;
}

/** 400, unless the documents state another status. */
const bad = (message: string, details?: string): WhatsAppError => ({ status: 400, message, ...(details !== undefined && { details }) });

// Titles and statuses as documented; of the codes that documented-codes.ts has no status for, they are our choice. So are
// the details.
const errors: Readonly<Record<string, WhatsAppError>> = {
  0: { status: 401, message: 'AuthException' },
  1: bad('API Unknown'),
  2: { status: 503, message: 'API Service' },
  3: { status: 500, message: 'API Method' },
  4: bad('API Too Many Calls'),
  10: { status: 403, message: 'Permission Denied' },
  33: bad('Parameter value is not valid', 'The phone number is gone.'),
  100: bad('Invalid parameter', 'Unknown parameter: recipient'),
  104: { status: 401, message: 'An access token is required' },
  190: { status: 401, message: 'Access token has expired' },
  200: { status: 403, message: 'API Permission' },
  299: { status: 403, message: 'API Permission' },
  368: { status: 403, message: 'Temporarily blocked for policies violations' },
  506: bad('Duplicate Post'),
  80007: bad('Rate limit issues'),
  130403: bad('User is blocked by the business'),
  130429: bad('Rate limit hit', 'Too many messages in a second.'),
  130472: bad("User's number is part of an experiment"),
  130497: { status: 403, message: 'Business account is restricted from messaging users in this country' },
  131000: { status: 500, message: 'Something went wrong' },
  131001: bad('Message too long'),
  131002: bad('Invalid recipient type'),
  131005: { status: 403, message: 'Access denied' },
  131006: { status: 404, message: 'Resource not found' },
  131008: bad('Required parameter is missing', 'The parameter to is missing.'),
  131009: bad('Parameter value is not valid', 'The value of type is not valid.'),
  131016: { status: 500, message: 'Service unavailable' },
  131021: bad('Recipient cannot be sender'),
  131026: bad('Message undeliverable', 'The number is not on WhatsApp.'),
  131030: bad('Recipient phone number not in allowed list'),
  131031: { status: 403, message: 'Account has been locked' },
  131037: bad('WhatsApp provided number needs display name approval before message can be sent'),
  131042: bad('Business eligibility payment issue'),
  131045: { status: 500, message: 'Incorrect certificate' },
  131047: bad('Re-engagement message', 'The last message of the user is older than 24 hours.'),
  131048: bad('Spam rate limit hit'),
  131049: bad('Message not delivered'),
  131050: bad('User has stopped marketing messages'),
  131051: bad('Unsupported message type'),
  131053: bad('Media upload error', 'The type of the file is not supported.'),
  131055: bad('Method not allowed', 'Only marketing template messages are supported'),
  131056: bad('(Business Account, Consumer Account) pair rate limit hit'),
  131057: { status: 500, message: 'Account in maintenance mode' },
  131063: bad('Marketing templates are turned off'),
  131064: bad('Messaging limit reached'),
  132000: bad('Template Param Count Mismatch', 'The template has 2 variables, and the message 1 parameter.'),
  132001: { status: 404, message: 'Template does not exist' },
  132005: bad('Template Hydrated Text Too Long'),
  132007: bad('Template Format Character Policy Violated'),
  132012: bad('Template Parameter Format Mismatch'),
  132015: bad('Template is Paused'),
  132016: bad('Template is Disabled'),
  132018: bad('Template validation error'),
  132068: bad('Flow is blocked'),
  132069: bad('Flow is throttled'),
  133010: bad('Phone number Not Registered'),
  134011: bad('Terms of WhatsApp Payments are not accepted'),
  134100: bad('Only marketing messages supported'),
  134101: bad('Your template is still syncing'),
  134102: { status: 500, message: 'Template unavailable for use' },
  135000: bad('Generic user error'),
};

/** The trace id is in the body of an error alone. */
const headers: HeaderMaker = () => ({});

function errorAnswer(code: string, { status, message, details }: WhatsAppError, { traceId }: Call): Answer {
  const data = details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details } };
  const error = { message: `(#${code}) ${message}`, type: 'OAuthException', code: Number(code), ...data, fbtrace_id: traceId };
  return json(status, { error });
}

const SAMPLE_130429 = `{
  "error": {
    "message": "(#130429) Rate limit hit",
    "type": "OAuthException",
    "code": 130429,
    "error_data": {
        "messaging_product": "whatsapp",
        "details": "Cloud API message throughput has been reached."
    },
    "error_subcode": 2494055,
    "fbtrace_id": "Az8or2yhqkZfEZ-_4Qn_Bam"
  }
}`;

const sent: Success = {
  status: 200,
  body: () => ({
    messaging_product: 'whatsapp',
    contacts: [{ input: '15556667777', wa_id: '15556667777' }],
    messages: [{ id: `wamid.${hex(24)}` }],
  }),
};

const routes: Readonly<Record<string, Success>> = {
  'POST /*/*/messages': sent,
  'POST /*/*/marketing_messages': sent,
  'POST /*/*/media': { status: 200, body: () => ({ id: String(Date.now()) }) },
};

export const whatsappSamples: VendorSamples = {
  name: 'whatsapp',
  newTraceId: () => `A${hex(22)}`,
  hasCredentials: (given) => isBearer(given.authorization),
  missingCredentials: '104',
  // The Graph API knows no path, only objects.
  unknownPath: '100',
  headers,
  answers: new Map(
    Object.entries({
      ...answersByCode(errors, errorAnswer),
      sample_130429: () => json(400, SAMPLE_130429),
      ...commonAnswers(headers),
    }),
  ),
  routes,
};
